package dev.toktra.reconciliation.usage.facts;

import static dev.toktra.reconciliation.usage.facts.FactsRig.ANN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.BEN;
import static dev.toktra.reconciliation.usage.facts.FactsRig.ENGINEERING;
import static dev.toktra.reconciliation.usage.facts.FactsRig.MONDAY;
import static dev.toktra.reconciliation.usage.facts.FactsRig.SALES;
import static dev.toktra.reconciliation.usage.facts.FactsRig.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.DailyUsage.Row;
import dev.toktra.events.DailyUsage.Settlement;
import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {

    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    /** Steps that have taken their days and wait for a table. */
    private static final String WAITS = """
            select w.pid from pg_locks w join pg_locks f on f.pid = w.pid and f.relation = 'fact_day'::regclass
            where not w.granted and f.granted and f.mode = 'RowShareLock'
                and w.relation in ('dirty_fact'::regclass, 'usage_daily'::regclass)""";

    private static final String WAITS_FOR_THE_DIRECTORY = """
            select w.pid from pg_locks w join pg_locks f on f.pid = w.pid and f.relation = 'fact_day'::regclass
            where not w.granted and w.locktype = 'advisory'""";

    private final FactsRig rig = new FactsRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void identitiesOfAPersonAreOneFactWithEveryFigure() {
        rig.member(ANN, ENGINEERING, MONDAY, null);
        rig.person(1, ANN, MONDAY);
        rig.person(2, ANN, MONDAY);
        rig.usage(MONDAY, 1, "opus", 10);
        rig.usage(MONDAY, 2, "opus", 5);
        rig.usage(MONDAY, 2, "haiku", 1);
        rig.recompute();
        sweep(rig.publisher());
        DailyUsage fact = fact(MONDAY + "|" + ANN);
        assertThat(fact.zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(fact.rows()).hasSize(2);
        assertThat(fact.rows().get(0)).isEqualTo(row("haiku", 1, 1));
        assertThat(fact.rows().get(1)).isEqualTo(row("opus", 15, 2));
    }

    @Test
    void dayDecidesWhoAndWhere() {
        rig.member(ANN, ENGINEERING, MONDAY.minusDays(9), TUESDAY);
        rig.member(ANN, SALES, TUESDAY, null);
        rig.person(1, ANN, MONDAY);
        rig.usage(MONDAY.minusDays(1), 1, "opus", 1);
        rig.usage(MONDAY, 1, "opus", 2);
        rig.usage(TUESDAY, 1, "opus", 3);
        rig.recompute();
        sweep(rig.publisher());
        var published = rig.published();
        assertThat(published.keySet())
                .containsExactly(MONDAY.minusDays(1) + "|unknown", MONDAY + "|" + ANN, TUESDAY + "|" + ANN);
        assertThat(fact(MONDAY + "|" + ANN).rows().get(0).departmentId()).isEqualTo(ENGINEERING);
        assertThat(fact(TUESDAY + "|" + ANN).rows().get(0).departmentId()).isEqualTo(SALES);
        assertThat(fact(MONDAY.minusDays(1) + "|unknown").rows().get(0).departmentId())
                .isNull();
    }

    @Test
    void mappingAnAccountLaterMovesItsPastDays() {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.usage(MONDAY, 2, "opus", 6);
        rig.usage(TUESDAY, 1, "opus", 1);
        rig.recompute();
        FactsPublisher publisher = rig.publisher();
        sweep(publisher);
        assertThat(requests(fact(MONDAY + "|unknown"))).isEqualTo(10);

        rig.person(1, BEN, MONDAY);
        rig.mark(MONDAY);
        rig.mark(TUESDAY);
        rig.recompute();
        sweep(publisher);

        var published = rig.published();
        assertThat(requests(fact(MONDAY + "|unknown"))).isEqualTo(6);
        assertThat(requests(fact(MONDAY + "|" + BEN))).isEqualTo(4);
        assertThat(requests(fact(TUESDAY + "|" + BEN))).isEqualTo(1);
        assertThat(published).doesNotContainKey(TUESDAY + "|unknown");
        assertThat(rig.rows("select rows, deleted from daily_fact where org_id = '%s' and deleted".formatted(rig.org)))
                .containsExactly("[] t");
    }

    @Test
    void factThatDidNotChangeKeepsItsVersion() {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.recompute();
        List<String> before = rig.facts();
        rig.mark(MONDAY);
        rig.recompute();
        assertThat(rig.facts()).isEqualTo(before).hasSize(1);
        rig.usage(MONDAY, 1, "opus", 5);
        rig.recompute();
        assertThat(rig.facts()).isNotEqualTo(before).hasSize(1);
    }

    @Test
    void vanishedPersonDayThatComesBackIsThereAgain() {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.recompute();
        FactsPublisher publisher = rig.publisher();
        sweep(publisher);
        rig.person(1, ANN, MONDAY);
        rig.mark(MONDAY);
        rig.recompute();
        sweep(publisher);
        rig.execute("delete from identity_person where org_id = '%s'".formatted(rig.org));
        rig.mark(MONDAY);
        rig.recompute();
        sweep(publisher);
        assertThat(rig.published().keySet()).containsExactly(MONDAY + "|unknown");
    }

    @Test
    void dayIsRecomputedAtMostOnceInAWhileAndStaysMarked() {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.recompute();
        List<String> before = rig.facts();
        rig.usage(MONDAY, 1, "opus", 5);
        rig.store.recompute(1_000, Duration.ofMinutes(1)).await().atMost(Duration.ofSeconds(30));
        assertThat(rig.facts()).isEqualTo(before);
        assertThat(rig.rows("select day from dirty_fact where org_id = '%s'".formatted(rig.org)))
                .hasSize(1);
        rig.recompute();
        assertThat(rig.facts()).isNotEqualTo(before);
        assertThat(rig.rows("select day from dirty_fact where org_id = '%s'".formatted(rig.org)))
                .isEmpty();
    }

    @Test
    void changeThatCommitsDuringARecomputationIsNotForgotten() throws SQLException {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.recompute();
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update usage_daily set requests = 99 where org_id = '%s'".formatted(rig.org));
            statement.execute("insert into dirty_fact (org_id, day) values ('%s', '%s')".formatted(rig.org, MONDAY));
            rig.mark(MONDAY);
            rig.recompute();
            connection.commit();
        }
        rig.recompute();
        sweep(rig.publisher());
        assertThat(requests(fact(MONDAY + "|unknown"))).isEqualTo(99);
    }

    /** The first lock stops the removal of marks, the second the computing; what else a step does it does before. */
    @ParameterizedTest(name = "while a step waits for {0}")
    @ValueSource(strings = {"dirty_fact in share mode", "usage_daily in access exclusive mode"})
    void changeBetweenTheStatementsOfAStepIsNotForgotten(String lock) throws Exception {
        rig.usage(MONDAY, 1, "opus", 4);
        rig.recompute();
        rig.mark(MONDAY);
        Future<?> step;
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + lock);
            step = rig.store.recompute(1_000, Duration.ZERO).subscribeAsCompletionStage();
            await().until(() -> !rig.rows(WAITS).isEmpty());
            statement.execute("update usage_daily set requests = 99 where org_id = '%s'".formatted(rig.org));
            statement.execute("insert into dirty_fact (org_id, day) values ('%s', '%s')".formatted(rig.org, MONDAY));
            connection.commit();
        }
        step.get(30, TimeUnit.SECONDS);
        rig.recompute();
        sweep(rig.publisher());
        assertThat(requests(fact(MONDAY + "|unknown"))).isEqualTo(99);
    }

    /** The change marked no day, since it saw no usage; nobody else will mark the day again. */
    @Test
    void changeOfTheDirectoryThatIsUnderWayWhileUsageIsSummedIsNotForgotten() throws Exception {
        Future<?> step;
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select pg_advisory_xact_lock(hashtextextended('toktra.aliases|%s', 0))".formatted(rig.org));
            statement.execute(
                    "insert into identity_person values ('%s', 1, '%s', '%s', null)".formatted(rig.org, BEN, MONDAY));
            rig.usage(MONDAY, 1, "opus", 4);
            step = rig.store.recompute(1_000, Duration.ZERO).subscribeAsCompletionStage();
            await().until(() ->
                    step.isDone() || !rig.rows(WAITS_FOR_THE_DIRECTORY).isEmpty());
            connection.commit();
        }
        step.get(30, TimeUnit.SECONDS);
        sweep(rig.publisher());
        assertThat(rig.published().keySet()).containsExactly(MONDAY + "|" + BEN);
    }

    @Test
    void ninetyDaysOfAHundredPeopleTakeSeconds() {
        rig.execute(
                """
                insert into identity_person
                select '%1$s', n, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '2020-01-01', null
                from generate_series(1, 100) n
                """.formatted(rig.org),
                """
                insert into usage_daily
                select '%1$s', '2026-03-02'::date - d, n, 'openai', 'm' || m, 'codex', 'UTC', 1, 0, 0, 0, 1, 1, 1, 1, 0,
                    0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                from generate_series(1, 100) n, generate_series(0, 89) d, generate_series(1, 4) m
                """.formatted(rig.org),
                "insert into dirty_fact select '%s', '2026-03-02'::date - d from generate_series(0, 89) d"
                        .formatted(rig.org));
        long begin = System.nanoTime();
        rig.recompute();
        assertThat(rig.facts()).hasSize(9_000);
        sweep(rig.publisher());
        assertThat(rig.published()).hasSize(9_000);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    /** What is published of a day and a person. */
    private DailyUsage fact(String dayAndPerson) {
        return Objects.requireNonNull(rig.published().get(dayAndPerson), dayAndPerson);
    }

    private static long requests(DailyUsage fact) {
        return fact.rows().stream().mapToLong(Row::requests).sum();
    }

    private static Row row(String model, long n, int identities) {
        return new Row(
                ENGINEERING,
                null,
                "anthropic",
                model,
                "claude-code",
                Settlement.ESTIMATED,
                n,
                2L * identities,
                identities,
                3L * identities,
                times(new TokenCounts(14, 15, 16, 17, 5), identities),
                new Outcome(identities, 2L * identities, 3L * identities, 4L * identities, 5L * identities),
                new TokenCounts(n, 11L * identities, 12L * identities, 13L * identities, 4L * identities),
                null,
                null,
                null,
                null);
    }

    private static TokenCounts times(TokenCounts counts, int times) {
        return times == 1 ? counts : counts.plus(times(counts, times - 1));
    }
}
