package dev.toktra.reconciliation.providers.polling;

import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.BookHour;
import dev.toktra.devstack.provider.book.Edition;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import dev.toktra.reconciliation.providers.Calls;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.ReadsClient;
import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Pace;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Reach;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What one provider says over two days, as a seed decides it: late figures, restatements, retractions, figures that come
 * back, faults, and three replicas of which some stand still or die while they read.
 */
final class ProviderHistory implements AutoCloseable {

    private static final int HOURS = 14;
    private static final int TROUBLED_ROUNDS = 10;
    private static final int CALM_ROUNDS = 8;
    private static final Duration TROUBLED = Duration.ofHours(36);

    /** Any answer may be one of these. */
    private static final List<Fault> FAULTS = List.of(
            Fault.UNAUTHORIZED,
            Fault.TOKEN_EXPIRED,
            Fault.FORBIDDEN,
            Fault.RATE_LIMITED_WITHOUT_RETRY_AFTER,
            Fault.SERVER_ERROR,
            Fault.BAD_GATEWAY,
            Fault.OVERLOADED,
            Fault.REFUSED,
            Fault.HTML_PAGE,
            Fault.OTHER_ENVELOPE,
            Fault.REDIRECT,
            Fault.CUT_OFF,
            Fault.TRUNCATED,
            Fault.HAS_MORE_WITHOUT_CURSOR,
            Fault.REPEATED_CURSOR,
            Fault.EMPTY_PAGES_AFTER_LAST,
            Fault.LINK_ELSEWHERE,
            Fault.NOTHING,
            Fault.MALFORMED_ROW,
            Fault.UNKNOWN_MEMBERS,
            Fault.MISSING_MEMBERS,
            Fault.NULL_DIMENSIONS,
            Fault.RESTATED_ROW,
            Fault.RETRACTED_ROW,
            Fault.LATE_ROW,
            Fault.METRIC_ERROR,
            Fault.NO_TOTALS,
            Fault.EXECUTION_ERRORS);

    private final long seed;
    private final Random random;
    private final PollRig rig;
    private final Instant start;
    private final HistoryProvider told;
    private final ProviderSimulator simulator;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    final HistoryTables tables;

    private record Replica(PollEngine engine, HeldReads reads) {}

    private record Late(Replica replica, CompletableFuture<Optional<Outcome>> outcome) {}

    ProviderHistory(long seed, Provider provider) throws SQLException {
        this.seed = seed;
        this.random = new Random(seed);
        rig = new PollRig(
                dev.toktra.reconciliation.providers.Provider.of(provider.word()).orElseThrow());
        rig.rules = rules();
        start = rig.clock.instant();
        simulator = ProviderSimulator.start(rig.clock);
        told = new HistoryProvider(provider, simulator);
        told.name();
        rig.access = told.access();
        tables = new HistoryTables(rig);
        Calls calls = Calls.USUAL.impatient();
        for (int i = 0; i < 3; i++) {
            ProviderHttpClient http = calls.http(rig.clock);
            HeldReads reads = new HeldReads(told.client(new ReadsClient(http, calls), http, rig.clock));
            replicas.add(
                    new Replica(rig.engine("replica-" + i, new Clients(List.of(reads), List.of(), List.of())), reads));
        }
    }

    /** As usual, with a shorter past, which every deep read has all of. */
    private static PollRules rules() {
        PollRules usual = PlanTest.rules();
        return new PollRules(
                new Reach(Duration.ofHours(72), Duration.ofDays(8), Duration.ofDays(9)),
                new Pace(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(12), Duration.ofHours(6)),
                usual.retry(),
                usual.grace());
    }

    /** Everything, up to the calm in which all is read that there is to be read. */
    void happen() throws SQLException {
        write();
        trouble();
        replicas.get(0).engine().ensure().await().atMost(Duration.ofSeconds(30));
        for (int round = 0; round < TROUBLED_ROUNDS; round++) {
            poll(true);
            rig.tick(Duration.ofSeconds(random.nextInt((int) TROUBLED.toSeconds() * 2 / TROUBLED_ROUNDS)));
        }
        simulator.script().clear();
        rig.tick(PollRig.LEASE.plus(Duration.between(rig.clock.instant(), start.plus(TROUBLED.multipliedBy(2)))));
        for (int round = 0; round < CALM_ROUNDS; round++) {
            poll(false);
            rig.tick(Duration.ofHours(6));
        }
        answerLate();
    }

    /** Some hours of six days, each with up to four later editions of which every one may hold anything. */
    private void write() {
        for (int i = 0; i < HOURS; i++) {
            Instant hour = start.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(random.nextInt(132) - 96));
            List<Edition> later = IntStream.range(0, random.nextInt(5))
                    .mapToObj(nth ->
                            new Edition(start.plusSeconds(random.nextInt((int) TROUBLED.toSeconds())), figures(hour)))
                    .toList();
            simulator.book().put(told.provider(), hour, new BookHour(figures(hour), later, List.of()));
        }
    }

    private List<Figure> figures(Instant hour) {
        return IntStream.range(0, HistoryProvider.SUBJECTS)
                .filter(nth -> random.nextInt(3) > 0)
                .mapToObj(nth -> told.figure(hour, nth, 3 + random.nextInt(4) * 1_000))
                .toList();
    }

    private void trouble() {
        var script = simulator.script().history(seed, 0.003 + random.nextInt(3) * 0.006, FAULTS);
        script.add(Rule.of(Fault.RATE_LIMITED).sometimes(0.02, seed).seconds(60 + random.nextInt(600)));
        script.add(Rule.of(Fault.HANGS).sometimes(0.002, seed).seconds(1));
        script.add(Rule.of(Fault.SLOW_BODY).sometimes(0.002, seed).seconds(1));
        if (random.nextBoolean()) {
            script.rowsPerPage(told.provider(), 1 + random.nextInt(20));
        }
    }

    /** Until no replica finds anything. */
    private void poll(boolean troubled) throws SQLException {
        boolean more = true;
        while (more) {
            Replica replica = going();
            int chance = random.nextInt(100);
            if (troubled && chance < 4) {
                more = stopped(replica, chance < 2);
            } else {
                more = PollRig.step(replica.engine()).isPresent();
            }
            tables.remember();
            if (troubled && random.nextInt(10) == 0) {
                answerLate();
            }
        }
    }

    /** One of those that do not stand still. */
    private Replica going() throws SQLException {
        if (late.size() == replicas.size()) {
            answerLate();
        }
        List<Replica> going =
                replicas.stream().filter(one -> !one.reads().isHolding()).toList();
        return going.get(random.nextInt(going.size()));
    }

    /** A replica that has its answer and stands still, or is dead; false if there was nothing to read. */
    private boolean stopped(Replica replica, boolean dies) {
        replica.reads().hold(true);
        CompletableFuture<Optional<Outcome>> outcome = replica.engine().step().subscribeAsCompletionStage();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> outcome.isDone() || replica.reads().isHolding());
        if (outcome.isDone()) {
            replica.reads().hold(false);
            return outcome.join().isPresent();
        }
        if (dies) {
            outcome.cancel(true);
            replica.reads().hold(false);
        } else {
            late.add(new Late(replica, outcome));
        }
        if (random.nextBoolean()) {
            rig.tick(PollRig.LEASE);
        }
        return true;
    }

    /** Those that stood still go on, within their lease or after it. */
    private void answerLate() throws SQLException {
        for (Late one : late) {
            one.replica().reads().release();
            one.outcome().join();
            one.replica().reads().hold(false);
        }
        late.clear();
        tables.remember();
    }

    /** What the provider says in the end. */
    List<String> lastWord() {
        return simulator.book().hours(told.provider()).values().stream()
                .flatMap(hour -> hour.last().stream())
                .map(told::kept)
                .map(HistoryProvider::text)
                .toList();
    }

    @Override
    public void close() throws SQLException {
        simulator.close();
        rig.close();
    }
}
