package dev.toktra.reconciliation.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestBatches;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(TestStack.class)
class RollupTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DIRTY = "select count(*) from dirty_day where org_id = ?";

    private static final String BEHIND = """
            select count(*) from (
                select day, token_source, client, sum(requests) r, sum(fresh_input) f from usage_hourly
                where org_id = ? group by 1, 2, 3) h
            full join (
                select day, token_source, client, sum(requests) r, sum(fresh_input) f from usage_daily
                where org_id = current_setting('test.org')::uuid group by 1, 2, 3) d using (day, token_source, client)
            where (h.r, h.f) is distinct from (d.r, d.f)""";

    @Inject
    DailyStore days;

    @Inject
    RetentionStore retention;

    @Inject
    RollupConfig config;

    private LedgerRig rig;

    @BeforeEach
    void open() throws Exception {
        use(new LedgerRig());
    }

    private void use(LedgerRig opened) throws Exception {
        rig = opened;
        try (var set = rig.connection().prepareStatement("select set_config('test.org', ?, false)")) {
            set.setString(1, rig.org().toString());
            set.execute();
        }
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void modelsThatAreNewAreLookedUp() throws Exception {
        rig.count(new TestBatches(rig.org()).batch(1, 50));
        await().atMost(PATIENCE)
                .until(() ->
                        rig.number("""
                select count(*) from (select distinct provider, model from usage_hourly where org_id = ?) u
                left join model_name n on n.org_id = current_setting('test.org')::uuid and n.provider = u.provider
                    and n.name = u.model
                where n.canonical is null""") == 0 && rig.number("select count(*) from model_name where org_id = ?") > 0);
    }

    @Test
    void daysAreSummedWithinSeconds() throws Exception {
        TestBatches stream = new TestBatches(rig.org());
        rig.count(stream.batch(1, 50));
        caughtUp();
        assertThat(rig.number("select count(*) from dirty_fact where org_id = ?"))
                .isPositive();
        rig.count(stream.batch(51, 120));
        caughtUp();
        assertThat(rig.number("select sum(requests) from usage_daily where org_id = ?"))
                .isEqualTo(120);
    }

    private void caughtUp() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rig.number(DIRTY)).isZero();
            assertThat(rig.number(BEHIND)).isZero();
        });
    }

    @Test
    void estimatesHaveTheStandardPriceOfTheirDay() throws Exception {
        TestBatches stream = new TestBatches(rig.org());
        rig.count(stream.batch(
                TestBatches.event(1, TestBatches.NOW, "openai", null),
                TestBatches.event(2, TestBatches.NOW, "openai", null),
                TestBatches.event(3, TestBatches.NOW, "somebody", null)));
        caughtUp();
        String costs = "select provider, cost, left(price_id, 23) from usage_daily where org_id = ? order by provider";
        assertThat(rig.rows(costs))
                .as("200 at 2.50 and 20 at 10.00 dollars a million")
                .containsExactly("(openai,0.0007,openai/gpt-4o/standard/)", "(somebody,,)");
        run("insert into model_alias values (gen_random_uuid(), ?, 'openai', 'gpt-4o', 'gpt-4o-mini', 1, now())");
        run("insert into model_mark (org_id, provider) values (?, 'openai')");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rig.rows(costs))
                        .as("200 at 0.15 and 20 at 0.60, by the model's one name")
                        .containsExactly("(openai,0.000042,openai/gpt-4o-mini/stan)", "(somebody,,)"));
    }

    @Test
    void refreshersOfSeveralReplicasLeaveNothingBehind() throws Exception {
        TestBatches stream = new TestBatches(rig.org());
        List<Thread> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread replica = new Thread(() -> {
                for (int round = 0; round < 40; round++) {
                    days.refresh(60).await().atMost(PATIENCE);
                }
            });
            replica.start();
            replicas.add(replica);
        }
        for (int first = 1; first < 400; first += 10) {
            rig.count(stream.batch(first, first + 9));
        }
        for (Thread replica : replicas) {
            replica.join();
        }
        caughtUp();
        assertThat(rig.number("select sum(requests) from usage_daily where org_id = ?"))
                .isEqualTo(400);
    }

    /** Each zone's day of changing clocks has 23, 23.5, 24.5 or 25 hours, or none is changed at all. */
    @ParameterizedTest(name = "{0} on {1} has {2} minutes")
    @CsvSource({
        "UTC, 2026-11-20, 1440",
        "Asia/Kathmandu, 2026-11-20, 1440",
        "America/St_Johns, 2026-11-01, 1500",
        "America/St_Johns, 2026-03-08, 1380",
        "Australia/Lord_Howe, 2026-10-04, 1410",
        "Australia/Lord_Howe, 2026-04-05, 1470"
    })
    void daysAreExactInEveryZone(String zone, LocalDate day, int minutes) throws Exception {
        rig.close();
        use(new LedgerRig(zone));
        TestBatches stream = new TestBatches(rig.org());
        Instant start = day.minusDays(1).atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
        List<UsageEvent> events = new ArrayList<>();
        for (int minute = 0; minute < 2880; minute += 10) {
            events.add(TestBatches.event(events.size() + 1L, start.plus(Duration.ofMinutes(minute)), "openai", null));
        }
        rig.count(stream.batch(events, List.of(), List.of()));
        caughtUp();
        assertThat(rig.rows("select sum(requests) from usage_daily where org_id = ? and day = '" + day + "'"))
                .containsExactly("(" + minutes / 10 + ")");
        assertThat(rig.number("select sum(requests) from usage_daily where org_id = ?"))
                .isEqualTo(events.size());
        assertThat(rig.number("select count(distinct zone) from usage_daily where org_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void anHourThatMidnightCutsHasTwoRows() throws Exception {
        rig.close();
        use(new LedgerRig("Asia/Kathmandu")); // midnight is at 18:15 UTC
        TestBatches stream = new TestBatches(rig.org());
        rig.count(stream.batch(
                TestBatches.event(1, Instant.parse("2026-11-20T18:14:59Z"), "openai", null),
                TestBatches.event(2, Instant.parse("2026-11-20T18:15:00Z"), "openai", null)));
        assertThat(
                        rig.rows(
                                "select day, hour at time zone 'utc', requests from usage_hourly where org_id = ? order by day"))
                .containsExactly("(2026-11-20,\"2026-11-20 18:00:00\",1)", "(2026-11-21,\"2026-11-20 18:00:00\",1)");
    }

    @Test
    void daysOfUtcAreUnsettledInWhichSumsChangeOfAProviderThatIsConnected() throws Exception {
        rig.close();
        use(new LedgerRig("Asia/Kathmandu")); // the 20th ends at 18:15 UTC
        run("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values (?, ?, 'openai', 'x', '{}', 'paused', 1, 1,"
                + " '0123', now(), now())");
        TestBatches stream = new TestBatches(rig.org());
        rig.count(stream.batch(
                TestBatches.event(1, Instant.parse("2026-11-19T18:15:00Z"), "openai", null),
                TestBatches.event(2, Instant.parse("2026-11-20T18:14:00Z"), "openai", null),
                TestBatches.event(3, Instant.parse("2026-11-25T10:00:00Z"), "anthropic", null)));
        caughtUp();
        assertThat(rig.rows("select distinct provider, day from unsettled_day where org_id = ? order by day"))
                .containsExactly("(openai,2026-11-19)", "(openai,2026-11-20)");
    }

    @Test
    void whatIsTooOldIsThrownAwayAndSumsOfDaysStay() throws Exception {
        LocalDate today = LocalDate.of(2026, 11, 22);
        UsageEvent old = TestBatches.event(1, TestBatches.NOW.minus(Duration.ofDays(399)), "openai", null);
        UsageEvent young = TestBatches.event(2, TestBatches.NOW.minus(Duration.ofDays(390)), "openai", null);
        rig.count(new TestBatches(rig.org()).batch(old, young));
        caughtUp();
        run("insert into identity_seen values (?, 'old', '2026-11-21'), (?, 'young', '2026-11-22')");
        run("insert into stream_batch values (?, ?, 1, 1, '', '2026-10-17'), (?, ?, 2, 2, '', '2026-10-18')");
        retention.purge(today, config).await().atMost(PATIENCE);
        assertThat(rig.stored()).isEqualTo(1);
        assertThat(rig.number("select sum(requests) from usage_hourly where org_id = ?"))
                .isEqualTo(1);
        assertThat(rig.number("select sum(requests) from usage_daily where org_id = ?"))
                .isEqualTo(2);
        assertThat(rig.number("select count(*) from identity_seen where org_id = ?"))
                .isEqualTo(1);
        assertThat(rig.number("select count(*) from stream_batch where device_id = ?"))
                .isEqualTo(1);
        assertThat(rig.number("select sum(stored) from stream_seen where org_id = ?"))
                .isEqualTo(2);
    }

    @Test
    void hoursOfADayThatIsSettledInPartStay() throws Exception {
        UsageEvent old = TestBatches.event(1, TestBatches.NOW.minus(Duration.ofDays(399)), "openai", null);
        UsageEvent older = TestBatches.event(2, TestBatches.NOW.minus(Duration.ofDays(400)), "openai", null);
        rig.count(new TestBatches(rig.org()).batch(old, older));
        run("insert into settled_day select ?, 'openai', '2025-10-19', false");
        run("insert into settled_day select ?, 'openai', '2025-10-18', true");
        retention.purge(LocalDate.of(2026, 11, 22), config).await().atMost(PATIENCE);
        assertThat(rig.rows("select day from usage_hourly where org_id = ?")).containsExactly("(2025-10-19)");
    }

    @Test
    void singleEventsGoEarlierWhereAnOrganisationWantsIt() throws Exception {
        run("insert into organisation values (?, 1, 'Acme', '[]', 'USD', 'named', 30)");
        UsageEvent old = TestBatches.event(1, TestBatches.NOW.minus(Duration.ofDays(31)), "openai", null);
        UsageEvent young = TestBatches.event(2, TestBatches.NOW.minus(Duration.ofDays(30)), "openai", null);
        rig.count(new TestBatches(rig.org()).batch(old, young));
        retention.purge(LocalDate.of(2026, 11, 22), config).await().atMost(PATIENCE);
        assertThat(rig.stored()).isEqualTo(1);
        assertThat(rig.number("select sum(requests) from usage_hourly where org_id = ?"))
                .isEqualTo(2);
    }

    /** Runs a statement all of whose parameters are the organisation. */
    private void run(String sql) throws Exception {
        try (var statement = rig.connection().prepareStatement(sql)) {
            for (int i = 1; i <= sql.chars().filter(c -> c == '?').count(); i++) {
                statement.setObject(i, rig.org());
            }
            statement.execute();
        }
    }
}
