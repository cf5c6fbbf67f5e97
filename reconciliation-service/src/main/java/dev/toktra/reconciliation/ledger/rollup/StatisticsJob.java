package dev.toktra.reconciliation.ledger.rollup;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Lets the planner know of tables that grow fast, before autovacuum comes by: plans for empty tables take minutes on full ones. */
@ApplicationScoped
class StatisticsJob {

    private static final Logger LOG = Logger.getLogger(StatisticsJob.class);

    private final StatisticsStore store;
    private final MeterRegistry meters;

    StatisticsJob(@DataSource("worker") AgroalDataSource worker, MeterRegistry meters) {
        this.store = new StatisticsStore(worker);
        this.meters = meters;
    }

    /** Blocks, on a thread that may. */
    @Scheduled(every = "${toktra.rollup.statistics-every:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    void analyze() {
        try {
            meters.counter("toktra.rollup.analyzed").increment(store.analyze().size());
        } catch (SQLException | RuntimeException failure) {
            meters.counter("toktra.rollup.failures").increment();
            LOG.warn(
                    "Tables that grew are not analyzed; answers may be slow until autovacuum does it. Check PostgreSQL.",
                    failure);
        }
    }
}
