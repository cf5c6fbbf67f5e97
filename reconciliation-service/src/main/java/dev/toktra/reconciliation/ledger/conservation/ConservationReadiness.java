package dev.toktra.reconciliation.ledger.conservation;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows what the last recomputation found; answering goes on, since figures that are looked into help more than none. */
@Readiness
@ApplicationScoped
class ConservationReadiness implements HealthCheck {

    private final RecomputeJob job;

    ConservationReadiness(RecomputeJob job) {
        this.job = job;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("conservation").up();
        job.last()
                .ifPresent(
                        found -> answer.withData("checked-at", found.checkedAt().toString())
                                .withData("hourly-differences", found.hourlyDifferences())
                                .withData("daily-differences", found.dailyDifferences()));
        return answer.build();
    }
}
