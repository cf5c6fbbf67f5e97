package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Settles one day after the other; one that fails is left for later and stops no other. */
final class DueDaysJob {

    private static final Logger LOG = Logger.getLogger(DueDaysJob.class);

    private final SettlingStore store;
    private final MeterRegistry meters;
    private final AtomicLong waiting = new AtomicLong();
    private final Timer durations;
    private final Counter settled;
    private final Counter failures;

    DueDaysJob(SettlingStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
        Gauge.builder("toktra.settling.days.waiting", waiting, AtomicLong::doubleValue)
                .description("Days of providers that are marked to be settled")
                .strongReference(true)
                .register(meters);
        this.settled = Counter.builder("toktra.settling.settled")
                .description("Days of providers that were settled")
                .register(meters);
        this.failures = Counter.builder("toktra.settling.failures")
                .description("Times that a day could not be settled")
                .register(meters);
        this.durations = Timer.builder("toktra.settling.duration")
                .description("How long a day takes")
                .register(meters);
    }

    /** Never fails: a failure is logged and counted, and the marks stay. */
    void settleDue() {
        try {
            settle(store.due());
            waiting.set(store.waiting());
        } catch (SQLException | RuntimeException e) {
            failures.increment();
            LOG.error("Nothing is settled; what is marked stays so and is tried again. Check PostgreSQL.", e);
        }
    }

    /** Settles each of them, whatever becomes of the others. */
    void settle(List<ProviderDay> days) {
        days.forEach(this::settle);
    }

    private void settle(ProviderDay unit) {
        Timer.Sample sample = Timer.start(meters);
        try {
            if (store.settle(unit)) {
                settled.increment();
                sample.stop(durations);
            }
        } catch (SQLException | RuntimeException e) {
            failures.increment();
            LOG.errorf(
                    e,
                    "%s of organisation %s on %s is not settled and stays as it was; it is tried again, later each time."
                            + " If PostgreSQL is well, its figures or rules are in a way that settling does not know:"
                            + " report it with this message",
                    unit.provider(),
                    unit.orgId(),
                    unit.day());
            postpone(unit);
        }
    }

    private void postpone(ProviderDay unit) {
        try {
            store.postpone(unit);
        } catch (SQLException | RuntimeException e) {
            LOG.warnf(e, "%s of %s could not be put off and is tried again at once", unit.provider(), unit.day());
        }
    }
}
