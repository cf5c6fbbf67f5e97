package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.polling.Outcome.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several replicas on one database: each a {@link PollEngine} of its own. */
class PollConcurrencyTest {

    private static final Instant HOUR = Instant.parse("2026-11-22T07:00:00Z");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init") // set before each test
    private PollRig rig;

    @BeforeEach
    void connect() throws Exception {
        rig = new PollRig();
    }

    @AfterEach
    void disconnect() throws Exception {
        threads.shutdownNow();
        rig.close();
    }

    @Test
    void threeEnginesNeverReadAConnectionTwiceAtOnceAndEachWindowOnce() throws Exception {
        rig.usage.says(HOUR, "a", 100);
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        rig.usage.instead = window -> Uni.createFrom()
                .item(() -> {
                    most.accumulateAndGet(reading.incrementAndGet(), Math::max);
                    return rig.usage.answer(window);
                })
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(15))
                .onTermination()
                .invoke(reading::decrementAndGet);
        List<CompletableFuture<Integer>> engines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PollEngine engine = rig.engine("engine-" + i);
            engine.ensure().await().atMost(Duration.ofSeconds(30));
            engines.add(CompletableFuture.supplyAsync(() -> readUntilNothingIsLeft(engine), threads));
        }
        for (CompletableFuture<Integer> engine : engines) {
            assertThat(engine.get()).as("each of them has something to do").isPositive();
        }
        assertThat(most).hasValue(1);
        assertThat(rig.usage.asked).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(rig.counts()).containsExactly("22-07 hour a 100 known");
        assertEachRunHadAFenceOfItsOwn();
    }

    private void assertEachRunHadAFenceOfItsOwn() throws Exception {
        assertThat(rig.rows("select count(*), count(distinct fence), bool_and(outcome = 'complete') from poll_run"
                        + " where connection_id = :c"))
                .singleElement()
                .asString()
                .matches("(\\d+) \\1 t");
    }

    /** While another one reads there is nothing for this one, which is not the end. */
    private int readUntilNothingIsLeft(PollEngine engine) {
        AtomicInteger read = new AtomicInteger();
        await().atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .until(() -> {
                    PollRig.step(engine).ifPresent(outcome -> read.incrementAndGet());
                    return rig.rows("select 1 from poll_slot where connection_id = :c and due_at <= '"
                                    + rig.clock.instant() + "'")
                            .isEmpty();
                });
        return read.get();
    }

    @Test
    void readerThatWasKilledIsTakenOverAfterItsLeaseAndCanWriteNothingThen() throws Exception {
        ConcurrentLinkedQueue<Held> held = new ConcurrentLinkedQueue<>();
        rig.usage.instead = window -> Uni.createFrom().emitter(emitter -> held.add(new Held(window, emitter)));
        PollEngine slow = rig.engine("slow");
        slow.ensure().await().atMost(Duration.ofSeconds(30));
        CompletableFuture<Optional<Outcome>> late = slow.step().subscribeAsCompletionStage();
        await().until(() -> !held.isEmpty());

        rig.usage.instead = null;
        rig.usage.says(HOUR, "a", 200);
        PollEngine quick = rig.engine("quick");
        assertThat(PollRig.step(quick)).as("the lease holds").isEmpty();
        rig.tick(PollRig.LEASE.plusSeconds(1));
        Outcome taken = PollRig.step(quick).orElseThrow();
        assertThat(taken.kind()).isEqualTo(Kind.COMPLETE);
        assertThat(taken.claim().step()).isEqualTo(window(held));
        assertThat(rig.counts()).containsExactly("22-07 hour a 200 known");

        rig.usage.says(HOUR, "a", 100);
        held.element().release(rig.usage);
        assertThat(late.get().orElseThrow().kind()).isEqualTo(Kind.LOST);
        assertThat(rig.counts()).as("the old fence writes nothing").containsExactly("22-07 hour a 200 known");
        assertThat(rig.rows("select outcome, words from poll_run where connection_id = :c and outcome = 'lost'"))
                .containsExactly("lost The replica that read this stopped; the read was taken over.");
    }

    @Test
    void leaseThatRanOutIsLostEvenIfNobodyTookOver() throws Exception {
        ConcurrentLinkedQueue<Held> held = new ConcurrentLinkedQueue<>();
        rig.usage.says(HOUR, "a", 100);
        rig.usage.instead = window -> Uni.createFrom().emitter(emitter -> held.add(new Held(window, emitter)));
        PollEngine slow = rig.engine("slow");
        slow.ensure().await().atMost(Duration.ofSeconds(30));
        CompletableFuture<Optional<Outcome>> late = slow.step().subscribeAsCompletionStage();
        await().until(() -> !held.isEmpty());
        rig.tick(PollRig.LEASE);
        held.element().release(rig.usage);
        assertThat(late.get().orElseThrow().kind()).isEqualTo(Kind.LOST);
        assertThat(rig.counts()).isEmpty();
    }

    private static Object window(ConcurrentLinkedQueue<Held> held) {
        return new dev.toktra.reconciliation.providers.polling.deciding.Step.Read(
                held.element().window(), true);
    }

    private record Held(Window window, UniEmitter<? super WindowRead<ProviderCount>> emitter) {

        void release(ScriptedUsage usage) {
            emitter.complete(usage.answer(window));
        }
    }
}
