package dev.toktra.reconciliation.ledger;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one clock of the service. */
final class ClockProducer {

    private ClockProducer() {}

    @Produces
    @ApplicationScoped
    @DefaultBean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
