package dev.toktra.reconciliation.ledger.conservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestBatches;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On days of its own, which no other test uses. */
@QuarkusTest
@WithTestResource(TestStack.class)
class RecomputeTest {

    private static final LocalDate FROM = LocalDate.of(2026, 2, 10);
    private static final LocalDate UNTIL = LocalDate.of(2026, 2, 13);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    RecomputeJob job;

    @Inject
    MeterRegistry meters;

    private LedgerRig rig;

    @BeforeEach
    void count() throws Exception {
        rig = new LedgerRig("Asia/Kathmandu");
        Random random = new Random(5);
        List<UsageEvent> events = new ArrayList<>();
        Instant start = FROM.plusDays(1).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        for (int seq = 1; seq <= 400; seq++) {
            events.add(event(seq, start.plusSeconds(random.nextInt(2 * 86_400)), random));
        }
        rig.count(new TestBatches(rig.org()).batch(events, List.of(), List.of()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rig.number("select count(*) from dirty_day where org_id = ?"))
                        .isZero());
    }

    /** Events of every kind that sums tell apart. */
    private static UsageEvent event(long seq, Instant at, Random random) {
        int output = random.nextInt(1000);
        return new UsageEvent(
                seq,
                at,
                at,
                "openai",
                random.nextInt(4) == 0 ? null : "gpt-" + random.nextInt(3),
                "ada@acme.com",
                random.nextBoolean() ? null : "vscode",
                null,
                random.nextInt(3) == 0 ? null : (Integer) (random.nextInt(4) == 0 ? 500 : 200),
                1 + random.nextInt(2),
                false,
                null,
                null,
                null,
                TokenSource.values()[random.nextInt(TokenSource.values().length)],
                null,
                new TokenCounts(random.nextInt(3000), random.nextInt(900), random.nextInt(90), output, output / 2),
                random.nextBoolean() ? null : new Outcome(1, 2, random.nextInt(40), 1, 0));
    }

    @AfterEach
    void clear() throws Exception {
        for (String table : List.of("usage_event", "usage_hourly", "usage_daily")) {
            change("delete from " + table + " where org_id = ?");
        }
        rig.close();
    }

    private Recomputed recompute() {
        return job.recompute(FROM, UNTIL).await().atMost(PATIENCE);
    }

    @Test
    void sumsAreWhatTheSingleEventsSay() {
        Recomputed found = recompute();
        assertThat(found.hourlyDifferences()).isZero();
        assertThat(found.dailyDifferences()).isZero();
        assertThat(found.holds()).isTrue();
    }

    @Test
    void everyWrongSumIsFoundAndRaisesTheAlarm() throws Exception {
        change(
                "update usage_hourly set wasted_output = wasted_output + 1 where ctid = (select min(ctid) from usage_hourly"
                        + " where org_id = ?)");
        change("delete from usage_daily where ctid = (select min(ctid) from usage_daily where org_id = ?)");
        Recomputed found = recompute();
        assertThat(found.hourlyDifferences()).isEqualTo(1);
        assertThat(found.dailyDifferences()).isBetween(1L, 2L);
        assertThat(found.holds()).isFalse();
        assertThat(meters.get("toktra.conservation.differences").gauge().value())
                .isGreaterThanOrEqualTo(2);
        assertThat(job.last()).contains(found);
        clear();
        rig = new LedgerRig();
        assertThat(recompute().holds()).isTrue();
        assertThat(meters.get("toktra.conservation.differences").gauge().value())
                .isZero();
    }

    @Test
    void sumsFromBeforeTokenSourcesWereToldApartStayValid() throws Exception {
        for (String table : List.of("usage_hourly", "usage_daily")) {
            change("update " + table + " set token_source = 'unknown', client = 'unknown'"
                    + " where token_source = 'tokenizer' and org_id = ?");
        }
        assertThat(recompute().holds()).isTrue();
        change("update usage_hourly set output = output + 1 where ctid = (select min(ctid) from usage_hourly"
                + " where token_source = 'unknown' and org_id = ?)");
        assertThat(recompute().hourlyDifferences()).isEqualTo(1);
    }

    @Test
    void anEventThatVanishedIsFound() throws Exception {
        change("delete from usage_event where seq = 7 and org_id = ?");
        assertThat(recompute().hourlyDifferences()).isEqualTo(1);
    }

    @Test
    void daysThatAreMarkedAreBehindOnPurpose() throws Exception {
        change("with one as (select org_id, day from usage_daily where org_id = ? limit 1), changed as ("
                + "update usage_daily d set requests = 0 from one where d.org_id = one.org_id and d.day = one.day)"
                + " insert into dirty_day (org_id, day) select org_id, day from one");
        assertThat(recompute().dailyDifferences()).isZero();
    }

    private void change(String sql) throws Exception {
        try (var statement = rig.connection().prepareStatement(sql)) {
            statement.setObject(1, rig.org());
            statement.executeUpdate();
        }
    }
}
