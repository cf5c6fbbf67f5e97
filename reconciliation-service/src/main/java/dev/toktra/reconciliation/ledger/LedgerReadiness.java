package dev.toktra.reconciliation.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the loop counts, or has only just begun to try again; a partition that stands still is shown beside it. */
@Readiness
@ApplicationScoped
class LedgerReadiness implements HealthCheck {

    /** Longer than a database needs to restart. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LedgerStatus status;
    private final Clock clock;

    LedgerReadiness(LedgerStatus status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        LedgerStatus.Snapshot now = status.now();
        boolean retriesLately = now.loop() == LedgerStatus.Loop.RETRYING
                && clock.instant().isBefore(now.since().plus(PATIENCE));
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("ledger")
                .status(now.loop() == LedgerStatus.Loop.COUNTING || retriesLately)
                .withData("loop", now.loop().name())
                .withData("partitions", now.assigned());
        if (!now.why().isEmpty()) {
            answer.withData("why", now.why());
        }
        now.stopped().forEach((partition, why) -> answer.withData("partition-" + partition, why));
        return answer.build();
    }
}
