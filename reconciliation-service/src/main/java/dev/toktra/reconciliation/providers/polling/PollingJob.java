package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.CodingActivityClient;
import dev.toktra.reconciliation.providers.ProviderCostClient;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.connections.AccessStore;
import dev.toktra.reconciliation.providers.polling.PollEngine.Limits;
import dev.toktra.reconciliation.providers.polling.PollEngine.Stores;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Reads what is due, a few connections at a time. */
@ApplicationScoped
public class PollingJob {

    private static final Logger LOG = Logger.getLogger(PollingJob.class);

    private final PollEngine engine;
    private final PollingMetrics metrics;
    private final int atOnce;
    private final AtomicInteger loops = new AtomicInteger();

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    PollingJob(
            @DataSource("worker") AgroalDataSource worker,
            AccessStore accesses,
            Readers readers,
            PollingConfig config,
            PollingMetrics metrics,
            Clock clock) {
        SecureRandom random = new SecureRandom();
        LaneStore lanes = new LaneStore(worker, config.rules(), config.lease(), clock, random);
        HarvestStore harvests =
                new HarvestStore(worker, new Deciding(config.rules(), random), config.retraction(), clock);
        this.engine = new PollEngine(
                UUID.randomUUID().toString(),
                new Stores(lanes, harvests),
                accesses::open,
                readers.clients(),
                new Limits(config.readWithin(), Infrastructure.getDefaultWorkerPool()));
        this.metrics = metrics;
        this.atOnce = config.atOnce();
    }

    /** The clients that the service has. */
    @ApplicationScoped
    static class Readers {

        private final Instance<ProviderUsageClient> usage;
        private final Instance<ProviderCostClient> costs;
        private final Instance<CodingActivityClient> coding;

        Readers(
                @Any Instance<ProviderUsageClient> usage,
                @Any Instance<ProviderCostClient> costs,
                @Any Instance<CodingActivityClient> coding) {
            this.usage = usage;
            this.costs = costs;
            this.coding = coding;
        }

        Clients clients() {
            return new Clients(
                    usage.stream().toList(),
                    costs.stream().toList(),
                    coding.stream().toList());
        }
    }

    /** Every tick begins one more loop until nothing is due, up to as many as may read at once. */
    @Scheduled(every = "${toktra.polling.every:5s}", concurrentExecution = ConcurrentExecution.PROCEED)
    Uni<Void> poll() {
        if (loops.incrementAndGet() > atOnce) {
            loops.decrementAndGet();
            return Uni.createFrom().voidItem();
        }
        return readAll()
                .onFailure()
                .invoke(failure -> LOG.error(
                        "Providers are not polled; what was read is stale until they are. Check PostgreSQL.", failure))
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(loops::decrementAndGet);
    }

    /** Reads until nothing is due. */
    Uni<Void> readAll() {
        return engine.ensure()
                .chain(() -> Uni.createFrom()
                        .deferred(engine::step)
                        .invoke(outcome -> outcome.ifPresent(this::tell))
                        .repeat()
                        .whilst(Optional::isPresent)
                        .onItem()
                        .ignoreAsUni());
    }

    private void tell(Outcome outcome) {
        metrics.ended(outcome);
        Claim.Slot slot = outcome.claim().slot();
        if (outcome.kind() == Outcome.Kind.FAILED && outcome.trouble() != null) {
            LOG.warnf(
                    "%s of connection %s (%s) could not be read and stays as it was: %s",
                    slot.sourceWord(),
                    slot.connectionId(),
                    slot.provider().word(),
                    outcome.trouble().words());
        } else if (outcome.kind() == Outcome.Kind.LOST) {
            LOG.infof(
                    "A read of %s of connection %s is thrown away: its lease ended or the connection was changed",
                    slot.sourceWord(), slot.connectionId());
        }
    }
}
