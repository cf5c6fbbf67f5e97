package dev.toktra.ingest.devices;

import dev.toktra.ingest.devices.WaitingDevices.Heard;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Records the devices that were heard, again and again until the database has them. */
@ApplicationScoped
class RecordJob {

    private static final Logger LOG = Logger.getLogger(RecordJob.class);
    private static final int AT_ONCE = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SeenDevices devices;
    private final DeviceStore store;
    private final DeviceTables tables;
    private volatile boolean complained;

    RecordJob(SeenDevices devices, DeviceStore store, DeviceTables tables) {
        this.devices = devices;
        this.store = store;
        this.tables = tables;
    }

    /** Never fails: what was not recorded waits for the next time. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> record() {
        List<Heard> next = tables.areReady() ? devices.next(AT_ONCE) : List.of();
        return next.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.record(next)
                        .ifNoItem()
                        .after(PATIENCE)
                        .fail()
                        .invoke(() -> recorded(next))
                        .onFailure()
                        .invoke(this::failed)
                        .onFailure()
                        .recoverWithNull();
    }

    private void recorded(List<Heard> written) {
        devices.recorded(written);
        if (complained) {
            LOG.info("Devices are recorded again.");
            complained = false;
        }
    }

    private void failed(Throwable failure) {
        if (!complained) {
            LOG.errorf(
                    failure,
                    "Devices could not be recorded and wait in memory. Check that PostgreSQL answers; it is"
                            + " tried again every second. Events are taken all the same.");
            complained = true;
        }
    }
}
