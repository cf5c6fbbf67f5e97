package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.SettlingRig.Said;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which days are settled when, and by whom. */
class DueDaysTest {

    private SettlingRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = SettlingRig.in("UTC");
    }

    @AfterEach
    void close() throws SQLException {
        rig.close();
    }

    private List<String> marked() throws SQLException {
        return rig.rows("select distinct to_char(day, 'DD') from unsettled_day where org_id = :o order by 1");
    }

    @Test
    void aBrokenDayStopsNoOtherAndIsTriedAgainLater() throws SQLException {
        rig.connected(SettlingRig.OPENAI);
        AtomicInteger tried = new AtomicInteger();
        SettlingStore store = rig.store((connection, unit, now) -> {
            if (unit.day().getDayOfMonth() == 19) {
                tried.incrementAndGet();
                throw new ArithmeticException("long overflow");
            }
        });
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DueDaysJob job = new DueDaysJob(store, meters);
        rig.mark("2026-11-18");
        rig.mark("2026-11-19");
        settleDue(store, job);
        assertThat(marked()).containsExactly("19");
        assertThat(tried).hasValue(1);
        settleDue(store, job);
        assertThat(tried).as("not before its time").hasValue(1);
        rig.clock.tick(Duration.ofSeconds(30));
        settleDue(store, job);
        assertThat(tried).hasValue(2);
        rig.clock.tick(Duration.ofSeconds(59));
        settleDue(store, job);
        assertThat(tried).as("later each time").hasValue(2);
        rig.clock.tick(Duration.ofSeconds(1));
        settleDue(store, job);
        assertThat(tried).hasValue(3);
        assertThat(meters.counter("toktra.settling.failures").count()).isEqualTo(3);
        assertThat(meters.counter("toktra.settling.settled").count()).isEqualTo(1);
    }

    /** Other tests have organisations of their own. */
    private void settleDue(SettlingStore store, DueDaysJob job) throws SQLException {
        job.settle(store.due().stream()
                .filter(unit -> unit.orgId().equals(rig.org))
                .toList());
    }

    @Test
    void aDayIsSettledAtOnceAndThenAtMostOnceAMinute() throws SQLException {
        rig.connected(SettlingRig.OPENAI);
        SettlingStore store = rig.store((connection, unit, now) -> {});
        rig.mark("2026-11-20");
        assertThat(store.settle(rig.unit("2026-11-20"))).isTrue();
        rig.mark("2026-11-20");
        rig.clock.tick(Duration.ofSeconds(59));
        assertThat(store.settle(rig.unit("2026-11-20"))).isFalse();
        assertThat(marked()).containsExactly("20");
        rig.clock.tick(Duration.ofSeconds(1));
        assertThat(store.settle(rig.unit("2026-11-20"))).isTrue();
        assertThat(store.settle(rig.unit("2026-11-20")))
                .as("without a mark there is nothing to do")
                .isFalse();
    }

    @Test
    void marksThatComeWhileADayIsSettledSurvive() throws SQLException {
        rig.connected(SettlingRig.OPENAI);
        SettlingStore store = rig.store((connection, unit, now) -> rig.mark("2026-11-20"));
        rig.mark("2026-11-20");
        assertThat(store.settle(rig.unit("2026-11-20"))).isTrue();
        assertThat(marked()).containsExactly("20");
    }

    @Test
    void whatHasNoConnectionIsNotSettled() throws SQLException {
        rig.mark("2026-11-20");
        rig.store((connection, unit, now) -> {}).due();
        assertThat(marked()).isEmpty();
    }

    @Test
    void twoReplicasNeverSettleTheSameProviderAtOnce() throws Exception {
        rig.connected(SettlingRig.OPENAI);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SettlingStore slow = rig.store((connection, unit, now) -> {
            inside.countDown();
            await(goOn);
        });
        rig.mark("2026-11-19");
        rig.mark("2026-11-20");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = other.submit(() -> slow.settle(rig.unit("2026-11-19")));
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
            SettlingStore second = rig.store((connection, unit, now) -> {});
            assertThat(second.settle(rig.unit("2026-11-20"))).isFalse();
            assertThat(second.settle(rig.unit("2026-11-19"))).isFalse();
            goOn.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.settle(rig.unit("2026-11-19"))).isFalse();
            assertThat(second.settle(rig.unit("2026-11-20"))).isTrue();
        } finally {
            goOn.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void replicasThatSettleAllTheTimeComeToWhatOneComesTo() throws Exception {
        List<String> days = List.of("2026-11-18", "2026-11-19", "2026-11-20");
        use(days);
        ExecutorService replicas = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int replica = 0; replica < 3; replica++) {
                SettlingStore store = rig.store();
                all.add(replicas.submit(() -> settleOverAndOver(store, days)));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            replicas.shutdownNow();
        }
        assertThat(rig.rows("select sum(input), sum(output), count(*) from settled_daily where org_id = :o"))
                .containsExactly("4500 450 6");
        assertThat(rig.rows("select sum(input), sum(output) from settled_share where org_id = :o"))
                .containsExactly("4500 450");
    }

    private void use(List<String> days) throws SQLException {
        UUID connection = rig.connected(SettlingRig.OPENAI);
        UUID ada = rig.person("user-ada");
        for (String day : days) {
            rig.says(Said.of(connection, day + "T10:00:00Z", "user-ada", 1000, 100));
            rig.says(Said.of(connection, day + "T23:00:00Z", null, 500, 50));
            rig.saw(ada, Instant.parse(day + "T10:10:00Z"), "gpt-5", 1000, 100);
            rig.saw(ada, Instant.parse(day + "T23:10:00Z"), "gpt-5", 490, 70);
            rig.read(connection, day);
        }
    }

    private boolean settleOverAndOver(SettlingStore store, List<String> days) throws SQLException {
        for (int round = 0; round < 10; round++) {
            for (String day : days) {
                rig.mark(day);
                rig.update("delete from settling_day where org_id = :o");
                store.settle(rig.unit(day));
            }
        }
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
