package dev.toktra.scoring.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.DailyUsage;
import dev.toktra.events.DailyUsage.Calibrated;
import dev.toktra.events.DailyUsage.Reconciled;
import dev.toktra.events.DailyUsage.Row;
import dev.toktra.events.DailyUsage.Settlement;
import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.Topics;
import dev.toktra.scoring.Feed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class FactsConsumerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String USER = "00000000-0000-4000-8000-0000000000aa";

    private final Feed feed = new Feed();
    private final UUID org = UUID.randomUUID();

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void everyFigureHasItsColumn() {
        feed.send(
                Topics.DAILY_USAGE, new DailyUsage(org, DAY, USER, 1, false, PersonDays.ZONE, List.of(full(), bare())));
        until(() -> facts().size() == 2);
        assertThat(facts())
                .containsExactly(
                        USER + " 2026-03-01 0 " + USER + " Asia/Kathmandu 00000000-0000-0002-0000-000000000001"
                                + " 00000000-0000-0003-0000-000000000001 anthropic"
                                + " claude-sonnet-4-5 claude-code reconciled 1 2 3 4 5 6 7 8 0"
                                + " 10 11 12 13 14 15 16 17 18 9 20 21 22 23 10 25 26 27 28 29"
                                + " 30 31 32 1.25 2.50",
                        USER + " 2026-03-01 1 " + USER + " Asia/Kathmandu null null openai gpt-5 unknown estimated"
                                + " 1 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 2 0 null null null null null null null"
                                + " null null null null null null null null");
    }

    @Test
    void personDayIsReplacedWholeAndVanishesWhole() {
        feed.send(
                Topics.DAILY_USAGE, new DailyUsage(org, DAY, USER, 1, false, PersonDays.ZONE, List.of(full(), bare())));
        until(() -> facts().size() == 2);
        feed.send(Topics.DAILY_USAGE, new DailyUsage(org, DAY, USER, 2, false, PersonDays.ZONE, List.of(bare())));
        until(() -> facts().size() == 1);
        assertThat(facts()).singleElement().asString().contains("openai gpt-5");
        feed.send(Topics.DAILY_USAGE, new DailyUsage(org, DAY, USER, 3, true, PersonDays.ZONE, List.of()));
        until(() -> facts().isEmpty());
    }

    @Test
    void usageOfNobodyKnownHasNoPerson() {
        feed.send(
                Topics.DAILY_USAGE,
                new DailyUsage(org, DAY, DailyUsage.UNKNOWN, 1, false, PersonDays.ZONE, List.of(bare())));
        until(() -> facts().size() == 1);
        assertThat(feed.rows("select user_id, person_id from daily_fact where org_id = '%s'".formatted(org)))
                .containsExactly("unknown null");
    }

    @Test
    void orderAndDuplicatesDoNotMatter() {
        List<UUID> orgs = List.of(org, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (int order = 0; order < orgs.size(); order++) {
            List<DailyUsage> states = new ArrayList<>(new PersonDays(orgs.get(order), 99).versions(20, 4));
            Random random = new Random(order);
            for (int extra = order * 10; extra > 0; extra--) {
                states.add(states.get(random.nextInt(states.size())));
            }
            if (order > 0) {
                Collections.shuffle(states, random);
            }
            feed.send(Topics.DAILY_USAGE, states);
        }
        List<String> inOrder = settled(orgs.get(0));
        assertThat(inOrder).hasSizeGreaterThan(15);
        for (UUID other : orgs) {
            assertThat(settled(other)).isEqualTo(inOrder);
        }
    }

    @Test
    void replayFromTheBeginningGivesEqualRows() {
        feed.send(Topics.DAILY_USAGE, new PersonDays(org, 5).versions(30, 3));
        List<String> before = settled(org);
        feed.execute(
                "delete from daily_fact",
                "delete from reader_key where topic = '%s'".formatted(Topics.DAILY_USAGE),
                "delete from reader_position where topic = '%s'".formatted(Topics.DAILY_USAGE));
        feed.mark(Topics.DAILY_USAGE);
        until(() -> facts().size() == before.size());
        assertThat(settled(org)).isEqualTo(before);
    }

    @Test
    void recordThatIsNoPersonDayIsPutAside() {
        String key = org + "|2026-03-01|" + USER;
        feed.send(Topics.DAILY_USAGE, key, "{}".getBytes(StandardCharsets.UTF_8));
        until(() -> !feed.rows("select reason from dead_letter where key = '%s'".formatted(key))
                .isEmpty());
        assertThat(facts()).isEmpty();
    }

    @Test
    void rowSecurityAloneKeepsOrganisationsApart() {
        UUID other = UUID.randomUUID();
        feed.send(Topics.DAILY_USAGE, new DailyUsage(org, DAY, USER, 1, false, PersonDays.ZONE, List.of(bare())));
        feed.send(Topics.DAILY_USAGE, new DailyUsage(other, DAY, USER, 1, false, PersonDays.ZONE, List.of(bare())));
        until(() -> facts().size() == 1 && rowsOf(other).size() == 1);
        String all = "select org_id from daily_fact";
        assertThat(feed.rows("scoring_app", "select set_config('toktra.org', '%s', false)".formatted(org), all))
                .isNotEmpty()
                .containsOnly(org.toString());
        assertThat(feed.rows("scoring_app", all)).isEmpty();
    }

    private List<String> facts() {
        return rowsOf(org);
    }

    private List<String> rowsOf(UUID someone) {
        return feed.rows("""
                select user_id, day, place, person_id, zone, department_id, team_id, provider, model, application, status,
                    requests, failed_requests, retried_requests, small_requests,
                    wasted_fresh_input, wasted_cache_read, wasted_cache_write, wasted_output, wasted_reasoning,
                    edits_accepted, edits_rejected, lines_accepted, commits, pull_requests,
                    est_fresh_input, est_cache_read, est_cache_write, est_output, est_reasoning,
                    cal_fresh_input, cal_cache_read, cal_cache_write, cal_output, cal_reasoning, cal_low, cal_high,
                    rec_input, rec_output, rec_fresh_input, rec_cache_read, rec_cache_write, rec_reasoning,
                    estimated_cost, reconciled_cost
                from daily_fact where org_id = '%s' order by user_id, day, place
                """.formatted(someone));
    }

    /** The rows once everything that was sent before has been read. */
    private List<String> settled(UUID someone) {
        UUID last = UUID.randomUUID();
        for (int partition = 0; partition < 60; partition++) {
            feed.send(
                    Topics.DAILY_USAGE,
                    new DailyUsage(last, DAY.plusDays(partition), USER, 1, false, PersonDays.ZONE, List.of(bare())));
        }
        until(() -> rowsOf(last).size() == 60);
        return rowsOf(someone);
    }

    private static void until(Callable<Boolean> holds) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(holds);
    }

    private static Row full() {
        return new Row(
                new UUID(2, 1),
                new UUID(3, 1),
                "anthropic",
                "claude-sonnet-4-5",
                "claude-code",
                Settlement.RECONCILED,
                1,
                2,
                3,
                4,
                new TokenCounts(5, 6, 7, 8, 0),
                new Outcome(10, 11, 12, 13, 14),
                new TokenCounts(15, 16, 17, 18, 9),
                new Calibrated(new TokenCounts(20, 21, 22, 23, 10), 25, 26),
                new Reconciled(27L, 28L, 29L, 30L, 31L, 32L),
                new BigDecimal("1.25"),
                new BigDecimal("2.50"));
    }

    private static Row bare() {
        return new Row(
                null,
                null,
                "openai",
                "gpt-5",
                "unknown",
                Settlement.ESTIMATED,
                1,
                0,
                0,
                0,
                TokenCounts.NONE,
                Outcome.NONE,
                new TokenCounts(1, 0, 0, 2, 0),
                null,
                null,
                null,
                null);
    }
}
