package dev.toktra.stories;

import dev.toktra.agent.fleet.Fleet;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is killed under a running fleet: nothing acknowledged is lost and nothing counts twice. */
class KillsTest {

    private final Product product = Product.running();

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "reconciliation-service", "kafka", "postgres"})
    void nothingAcknowledgedIsLostOrCountedTwiceThoughItIsKilled(String victim) {
        try (Fleet fleet = Fleet.start(product.fleet().withLive(true).withRate(Product.EVENTS_PER_SECOND))) {
            Product.awaitAcknowledged(fleet, 1_000);
            product.stack.kill(victim);
            awaitTwoSecondsOfWork();
            product.stack.restart(victim);
            long before = fleet.ledger().acknowledged();
            Product.awaitAcknowledged(fleet, before + 1_000);
            fleet.quiesce(Duration.ofSeconds(60));
            product.enter(fleet.ledger());
        }
        product.awaitTruth();
    }

    /** The fleet goes on making events while the victim is away. */
    private static void awaitTwoSecondsOfWork() {
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    }
}
