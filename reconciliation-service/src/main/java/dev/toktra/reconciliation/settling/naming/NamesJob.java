package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.settling.naming.ModelNameStore.Marked;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Looks up names of models that are new or whose rules changed. */
@ApplicationScoped
class NamesJob {

    private static final Logger LOG = Logger.getLogger(NamesJob.class);
    private static final int AT_ONCE = 1000;

    private final ModelNameStore store;
    private final MeterRegistry meters;

    NamesJob(@DataSource("worker") AgroalDataSource worker, NamingConfig config, MeterRegistry meters, Clock clock) {
        this.store = new ModelNameStore(worker, config.reopens(), clock);
        this.meters = meters;
    }

    /** Never fails: what could not be looked up stays marked for the next time, and keeps nobody else waiting. */
    @Scheduled(every = "${toktra.naming.every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void lookUp() {
        try {
            store.marked(AT_ONCE).forEach(this::lookUp);
        } catch (SQLException e) {
            failed("Names of models are not looked up and stay as they are. Check PostgreSQL.", e);
        }
    }

    private void lookUp(Marked marked) {
        try {
            meters.counter("toktra.naming.renamed").increment(store.lookUp(marked));
        } catch (SQLException e) {
            failed(
                    "Names of models of " + marked.provider() + " of organisation " + marked.orgId()
                            + " could not be looked up; they stay marked and are tried again.",
                    e);
        }
    }

    private void failed(String words, SQLException e) {
        meters.counter("toktra.naming.failures").increment();
        LOG.warn(words, e);
    }
}
