package dev.toktra.reconciliation.ledger;

import dev.toktra.events.Topics;
import dev.toktra.reconciliation.directory.DirectoryConsumer;
import dev.toktra.reconciliation.ledger.counting.OrganisationWait;
import dev.toktra.reconciliation.ledger.store.LedgerTransaction;
import dev.toktra.statetopics.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Runs the loop for as long as the service runs. */
@Startup
@ApplicationScoped
class LedgerConsumer {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LedgerLoop loop;
    private final Thread thread;

    @SuppressWarnings("checkstyle:ParameterNumber") // one place wires the loop to everything it needs
    LedgerConsumer(
            LedgerConfig config,
            KafkaSettings kafka,
            LedgerConnections connections,
            LedgerTransaction transaction,
            LedgerStatus status,
            OrganisationCopy organisations,
            DirectoryConsumer directory,
            MeterRegistry meters,
            Clock clock) {
        BatchTopic topic =
                new BatchTopic(kafka, kafka.onTheWire(Topics.USAGE_BATCHES), kafka.onTheWire("reconciliation-ledger"));
        LedgerWriter writer = new LedgerWriter(
                connections,
                new PortionLedger(transaction),
                new OrganisationWait(organisations, config.organisationPatience(), clock),
                new LedgerMetrics(meters, status, clock));
        loop = new LedgerLoop(
                topic,
                writer,
                status,
                new LedgerLoop.Conditions(config, () -> organisations.isRead() && directory.isRead(), clock));
        thread = new Thread(loop, "ledger");
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.close();
        thread.join(PATIENCE.toMillis());
    }
}
