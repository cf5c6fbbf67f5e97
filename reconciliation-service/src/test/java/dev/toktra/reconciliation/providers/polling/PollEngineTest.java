package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.polling.Outcome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of what a provider says, on the real database. */
class PollEngineTest {

    private static final Instant HOUR = Instant.parse("2026-11-22T07:00:00Z");

    /** On a day all of which is final. */
    private static final Instant FINAL = Instant.parse("2026-11-20T07:00:00Z");

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init") // set before each test
    private PollRig rig;

    @BeforeEach
    void connect() throws Exception {
        rig = new PollRig();
    }

    @AfterEach
    void disconnect() throws Exception {
        rig.close();
    }

    @Test
    void newConnectionIsReadFromNowBackToNinetyDays() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.usage.says(Instant.parse("2026-09-01T05:00:00Z"), "a", 7);
        List<Outcome> outcomes = rig.poll();
        assertThat(outcomes).allMatch(outcome -> outcome.kind() == Kind.COMPLETE);
        assertThat(rig.counts()).containsExactly("01-05 hour a 7 known", "22-07 hour a 100 known");
        assertThat(rig.usage.asked.get(0).end()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(rig.usage.asked.get(rig.usage.asked.size() - 1).start())
                .isEqualTo(Instant.parse("2026-08-24T00:00:00Z"));
        assertThat(rig.poll()).isEmpty();
        assertThat(rig.rows("select count(distinct day) from unsettled_day where org_id = '" + rig.org + "'"))
                .as("every day that was read, with figures or without")
                .containsExactly("91");
        assertThat(rig.rows(
                        "select last_success_at = '" + rig.clock.instant() + "', to_char(settled_through at time zone"
                                + " 'UTC', 'DD-HH24'), stale from provider_connection where connection_id = :c"))
                .containsExactly("t 21-10 f");
    }

    @Test
    void restatedFigureReplacesAndIsNeverAdded() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.usage.says(HOUR, "b", 50);
        rig.poll();
        rig.clean();
        rig.usage.says(HOUR, "a", 130);
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 130 known", "22-07 hour b 50 known");
        assertThat(rig.dirty()).contains("22");
        assertThat(rig.rows(
                        "select what, old_values->>'input', new_values->>'input', r.span from figure_revision f join"
                                + " poll_run r using (run_id) where f.connection_id = :c"))
                .containsExactly("changed 100 130 recent");
        assertThat(rig.rows("select changed, inserted, pages, outcome from poll_run where connection_id = :c and"
                        + " changed > 0"))
                .containsExactly("1 0 2 complete");
    }

    @Test
    void aDayIsUnsettledByFiguresThatChangeAndByHoursThatBecomeKnownOrFinal() throws Exception {
        rig.usage.says(FINAL, "a", 100);
        rig.usage.says(FINAL, "b", 50);
        rig.poll();
        rig.clean();
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.dirty())
                .as("an hour of today is told, one of yesterday final")
                .containsExactly("21", "22");
        rig.clean();
        rig.usage.says(FINAL, "a", 130);
        rig.usage.forgets(FINAL, "b");
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.dirty()).containsExactly("20", "21", "22");
        rig.clean();
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.dirty()).as("b is gone for good").containsExactly("20", "21", "22");
        assertThat(
                        rig.rows(
                                "select source, to_char(read_at at time zone 'UTC', 'HH24:MI'), to_char(read_until at time zone"
                                        + " 'UTC', 'DD-HH24:MI') from read_day where connection_id = :c and day = '2026-11-22' order by 1"))
                .containsExactly("openai_completions 13:20 22-14:00", "openai_embeddings 13:20 22-14:00");
    }

    @Test
    void newNamesUnsettleTheDaysThatWereRead() throws Exception {
        rig.poll();
        rig.clean();
        rig.usage.names =
                new Names(Map.of("user-1", new UserName("ada@acme.com", "Ada")), Map.of(), Map.of(), Map.of());
        rig.tick(Duration.ofHours(6));
        rig.poll();
        assertThat(rig.rows("select count(distinct day) from unsettled_day where org_id = '" + rig.org + "'"))
                .as("35 days back, and today")
                .containsExactly("36");
    }

    @Test
    void missingFigureIsPendingThenRetractedAndComesBack() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.poll();
        rig.clean();
        rig.usage.forgets(HOUR, "a");
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 retraction_pending");
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 0 retracted");
        assertThat(rig.rows("select output, requests, cache_read from provider_count where connection_id = :c"))
                .as("what was not reported is not 0 now")
                .containsExactly("0 0 null");
        rig.usage.says(HOUR, "a", 100);
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 known");
        assertThat(rig.rows("select what, old_values->>'input', new_values->>'input' from figure_revision"
                        + " where connection_id = :c order by revision_id"))
                .containsExactly("missing 100 100", "retracted 100 0", "back 0 100");
    }

    @Test
    void droppedRowsRetractNothing() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.poll();
        rig.usage.forgets(HOUR, "a");
        rig.usage.dropped = 1;
        for (int i = 0; i < 3; i++) {
            rig.tick(AN_HOUR);
            rig.poll();
        }
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 known");
    }

    @Test
    void failedReadLeavesEverythingAsItIsAndTheConnectionStale() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.poll();
        rig.clean();
        rig.usage.says(HOUR, "a", 999);
        rig.usage.fails(Trouble.of(Failure.BROKEN_ANSWER, "OpenAI answered with a page of HTML."));
        rig.tick(AN_HOUR);
        assertThat(rig.poll())
                .filteredOn(outcome -> outcome.kind() == Kind.FAILED)
                .hasSize(1);
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 known");
        assertThat(rig.rows("select to_char(max(read_at) at time zone 'UTC', 'HH24:MI') from read_day"
                        + " where connection_id = :c and source = 'openai_completions'"))
                .as("only what was read is read")
                .containsExactly("10:20");
        assertThat(rig.rows("select stale, last_failure, last_words from provider_connection where connection_id = :c"))
                .containsExactly("t broken_answer OpenAI answered with a page of HTML.");
        assertThat(rig.rows("select outcome, failure from poll_run where connection_id = :c and outcome <> 'complete'"))
                .containsExactly("failed broken_answer");
        rig.tick(Duration.ofMinutes(2));
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 999 known");
        assertThat(rig.rows("select stale from provider_connection where connection_id = :c"))
                .containsExactly("f");
    }

    @Test
    void retryAfterLetsTheWholeConnectionRest() throws Exception {
        rig.usage.fails(Trouble.of(Failure.RATE_LIMITED, "Too many requests.").after(Duration.ofSeconds(90)));
        assertThat(rig.poll()).singleElement().matches(outcome -> outcome.kind() == Kind.FAILED);
        int asked = rig.usage.asked.size();
        rig.tick(Duration.ofSeconds(89));
        assertThat(rig.poll()).isEmpty();
        assertThat(rig.usage.asked).hasSize(asked);
        rig.tick(Duration.ofSeconds(1));
        assertThat(rig.poll()).isNotEmpty();
    }

    @Test
    void refusedKeyIsTriedSeldomAndAtOnceWhenItIsChanged() throws Exception {
        rig.poll();
        rig.usage.fails(Trouble.of(Failure.UNAUTHORIZED, "The key is not accepted: make a new one."));
        rig.tick(AN_HOUR);
        rig.poll();
        int asked = rig.usage.asked.size();
        rig.tick(Duration.ofMinutes(40));
        assertThat(rig.poll()).isEmpty();
        rig.update("update provider_connection set version = 2 where connection_id = '" + rig.connection + "'");
        rig.poll();
        assertThat(rig.usage.asked.size()).isGreaterThan(asked);
        assertThat(rig.rows("select stale from provider_connection where connection_id = :c"))
                .containsExactly("f");
    }

    @Test
    void dayWhoseHoursAreRefusedIsKeptAsADayAndMarksAllItsHours() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        rig.usage.says(HOUR.plus(AN_HOUR), "a", 11);
        rig.usage.instead = window -> {
            if (window.width() == Width.HOUR) {
                rig.usage.fails(Trouble.of(Failure.WIDTH_REFUSED, "No hours."));
            }
            return io.smallrye.mutiny.Uni.createFrom().item(rig.usage.answer(window));
        };
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-00 day a 111 known");
        assertThat(rig.dirty()).contains("22");
        rig.usage.instead = null;
        rig.usage.asked.clear();
        rig.tick(AN_HOUR);
        rig.poll();
        assertThat(rig.counts()).as("hours are never mixed in").containsExactly("22-00 day a 111 known");
        assertThat(rig.usage.asked).allMatch(window -> window.width() == Width.DAY);
        assertThat(rig.rows("select stale from provider_connection where connection_id = :c"))
                .containsExactly("f");
    }

    @Test
    void namesAreKeptWithTheirHistory() throws Exception {
        rig.usage.names = new Names(
                Map.of("u1", new UserName("ada@x", "Ada"), "u2", new UserName("bob@x", null)),
                Map.of("k1", new Names.KeyName("CI", null, null, "robot", "p1")),
                Map.of("p1", "Search"),
                Map.of());
        rig.poll();
        rig.usage.names =
                new Names(Map.of("u1", new UserName("ada@y", "Ada")), Map.of(), Map.of("p1", "Search"), Map.of());
        rig.tick(Duration.ofHours(7));
        rig.poll();
        assertThat(rig.rows("select kind, provider_id, name, email, valid_until is null, last_seen_at = '"
                        + rig.clock.instant() + "' from provider_name where connection_id = :c"
                        + " order by kind, provider_id, valid_from"))
                .containsExactly(
                        "key k1 CI null t f",
                        "project p1 Search null t t",
                        "user u1 Ada ada@x f f",
                        "user u1 Ada ada@y t t",
                        "user u2 null bob@x t f");
    }

    @Test
    void connectionThatIsChangedOrDeletedWhileItIsReadKeepsNothingOfTheRead() throws Exception {
        rig.poll();
        rig.usage.says(HOUR, "a", 100);
        rig.usage.instead = window -> {
            change();
            rig.usage.instead = null;
            return io.smallrye.mutiny.Uni.createFrom().item(rig.usage.answer(window));
        };
        rig.tick(AN_HOUR);
        PollEngine engine = rig.engine("engine");
        Outcome outcome = PollRig.step(engine).orElseThrow();
        while (outcome.kind() != Kind.LOST) {
            outcome = PollRig.step(engine).orElseThrow();
        }
        assertThat(rig.counts()).isEmpty();
        assertThat(rig.rows("select words from poll_run where connection_id = :c and outcome = 'lost'"))
                .containsExactly("The connection was changed while it was read.");
        rig.poll();
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 known");
    }

    private void change() {
        try {
            rig.update("update provider_connection set version = version + 1 where connection_id = '" + rig.connection
                    + "'");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
