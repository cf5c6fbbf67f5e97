package dev.toktra.reconciliation.providers.polling;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows how polling goes; a provider that is away is no reason to answer nobody. */
@Readiness
@ApplicationScoped
class PollingHealth implements HealthCheck {

    private final PollingMetrics metrics;

    PollingHealth(PollingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("provider-polling")
                .up()
                .withData("connections", metrics.seen().size())
                .withData("behind", (long) metrics.stale())
                .build();
    }
}
