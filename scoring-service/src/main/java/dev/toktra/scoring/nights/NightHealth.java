package dev.toktra.scoring.nights;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether nights are computed; results of yesterday are no reason to answer nobody. */
@Readiness
@ApplicationScoped
class NightHealth implements HealthCheck {

    private final NightMetrics metrics;

    NightHealth(NightMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("nights")
                .up()
                .withData("failing", metrics.failing())
                .build();
    }
}
