package dev.toktra.reconciliation.budgets;

import dev.toktra.reconciliation.budgets.LaneStore.Look;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps how budgets stand in step with what is spent. */
@ApplicationScoped
class BudgetJob {

    private static final Logger LOG = Logger.getLogger(BudgetJob.class);

    private final LaneStore lanes;
    private final BudgetMetrics metrics;

    BudgetJob(@DataSource("worker") AgroalDataSource worker, BudgetsConfig config, BudgetMetrics metrics, Clock clock) {
        this.lanes = new LaneStore(worker, config.changedAtMostEvery(), config.quietEvery(), clock);
        this.metrics = metrics;
    }

    /** Looks at all organisations that are due, one transaction each; never fails. */
    @Scheduled(every = "${toktra.budgets.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        try {
            Optional<Look> look;
            do {
                look = metrics.timed(lanes::next);
                look.ifPresent(this::tell);
            } while (look.isPresent());
            metrics.behind(lanes.behind());
        } catch (SQLException | RuntimeException e) {
            metrics.failed();
            LOG.error("Budgets are not compared with what is spent; they show their last state. Check PostgreSQL.", e);
        }
    }

    private void tell(Look look) {
        Exception failure = look.failure();
        if (failure == null) {
            metrics.looked(look.budgets());
            return;
        }
        metrics.failed();
        LOG.errorf(
                failure,
                "The budgets of organisation %s show an old state: their spending could not be summed. It is tried again"
                        + " in a minute.",
                look.orgId());
    }
}
