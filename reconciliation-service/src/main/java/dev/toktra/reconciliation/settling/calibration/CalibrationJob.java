package dev.toktra.reconciliation.settling.calibration;

import dev.toktra.reconciliation.settling.calibration.CalibrationStore.Done;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Learns anew by how much devices' estimates are off, provider by provider. */
@ApplicationScoped
class CalibrationJob {

    private static final Logger LOG = Logger.getLogger(CalibrationJob.class);

    private final CalibrationStore store;
    private final MeterRegistry meters;

    CalibrationJob(
            @DataSource("worker") AgroalDataSource worker,
            CalibrationConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.store = new CalibrationStore(worker, config.rules(), clock);
        this.meters = meters;
    }

    /** Never fails: a provider that cannot be compared is left for an hour, and its factors stay. */
    @Scheduled(every = "${toktra.calibration.every:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    void calibrate() {
        try {
            compareAll();
        } catch (SQLException | RuntimeException failure) {
            meters.counter("toktra.calibration.failures").increment();
            LOG.error(
                    "Estimates are not compared with the providers' counts; factors stay as they were and it is tried"
                            + " again. Check PostgreSQL.",
                    failure);
            postpone();
        }
    }

    private void compareAll() throws SQLException {
        Optional<Done> done;
        do {
            Timer.Sample sample = Timer.start(meters);
            done = store.compareNext();
            done.ifPresent(one -> {
                sample.stop(meters.timer("toktra.calibration.compare"));
                meters.counter("toktra.calibration.factors").increment(one.factors());
            });
        } while (done.isPresent());
    }

    private void postpone() {
        try {
            store.postpone();
        } catch (SQLException failure) {
            LOG.debug("The database is away", failure);
        }
    }
}
