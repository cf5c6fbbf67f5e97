package dev.toktra.reconciliation.settling;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.logging.Logger;

/** Throws away each night what is settled by the hour and not kept any more. */
@ApplicationScoped
class SettledRetentionJob {

    private static final Logger LOG = Logger.getLogger(SettledRetentionJob.class);

    private final AgroalDataSource worker;
    private final SettlingConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    SettledRetentionJob(
            @DataSource("worker") AgroalDataSource worker, SettlingConfig config, MeterRegistry meters, Clock clock) {
        this.worker = worker;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Never fails: what stays goes the next night. A day of an organisation begins at most a day off UTC's. */
    @Scheduled(
            cron = "{toktra.rollup.retention-cron}",
            timeZone = "UTC",
            concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate keptFrom = today.minusDays(config.keptDays() + 1L);
        try {
            Map<String, Long> gone =
                    new SettledRetentionStore(worker).purge(keptFrom, today.minusDays(config.keptRunDays()));
            gone.forEach((table, rows) -> meters.counter("toktra.settling.rows.removed", "table", table)
                    .increment(rows));
            LOG.infof("Settled hours before %s are not kept any more; removed: %s", keptFrom, gone);
        } catch (SQLException e) {
            meters.counter("toktra.settling.retention.failures").increment();
            LOG.warn("Old settled hours stay until the next night; check PostgreSQL if this goes on", e);
        }
    }
}
