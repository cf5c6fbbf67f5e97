package dev.toktra.reconciliation.budgets;

import dev.toktra.reconciliation.budgets.LaneStore.Look;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the comparison of budgets tells those who watch it. */
@ApplicationScoped
class BudgetMetrics {

    private final MeterRegistry meters;
    private final Timer looks;
    private final Counter budgets;
    private final Counter failures;
    private final AtomicLong behind = new AtomicLong();

    BudgetMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.looks = Timer.builder("toktra.budgets.look")
                .description("Comparing the budgets of one organisation with what it spent")
                .register(meters);
        this.budgets = Counter.builder("toktra.budgets.computed")
                .description("Budgets that were compared with what was spent")
                .register(meters);
        this.failures = Counter.builder("toktra.budgets.failures")
                .description("Times that budgets could not be compared with what was spent")
                .register(meters);
        Gauge.builder("toktra.budgets.organisations.behind", behind, AtomicLong::doubleValue)
                .description("Organisations whose budgets show an old state after a failure")
                .strongReference(true)
                .register(meters);
    }

    /** A look, which answers nothing where nothing is due. */
    @FunctionalInterface
    interface Looking {

        Optional<Look> look() throws SQLException;
    }

    /** Times the look if there was one. */
    Optional<Look> timed(Looking looking) throws SQLException {
        Timer.Sample sample = Timer.start(meters);
        Optional<Look> look = looking.look();
        look.ifPresent(done -> sample.stop(looks));
        return look;
    }

    void looked(int count) {
        budgets.increment(count);
    }

    void failed() {
        failures.increment();
    }

    void behind(long organisations) {
        behind.set(organisations);
    }

    long behind() {
        return behind.get();
    }
}
