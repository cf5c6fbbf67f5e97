package dev.toktra.reconciliation.budgets;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether budgets are in step; an old state is no reason to answer nobody. */
@Readiness
@ApplicationScoped
class BudgetHealth implements HealthCheck {

    private final BudgetMetrics metrics;

    BudgetHealth(BudgetMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("budgets")
                .up()
                .withData("behind", metrics.behind())
                .build();
    }
}
