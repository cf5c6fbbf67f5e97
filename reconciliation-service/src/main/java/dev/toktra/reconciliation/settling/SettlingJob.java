package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.polling.PollingConfig;
import dev.toktra.reconciliation.providers.pricing.table.PriceStore;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Settles the days that are marked. */
@ApplicationScoped
class SettlingJob {

    private final DueDaysJob settler;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    SettlingJob(
            @DataSource("worker") AgroalDataSource worker,
            PollingConfig polling,
            SettlingConfig config,
            MeterRegistry meters,
            Clock clock) {
        UnitStore units = new UnitStore(polling.rules().grace(), PriceStore::book, config.frozenAfter());
        this.settler = new DueDaysJob(new SettlingStore(worker, units, config, clock), meters);
    }

    /** Blocks, on a thread that may. */
    @Scheduled(every = "${toktra.settling.every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void settle() {
        settler.settleDue();
    }
}
