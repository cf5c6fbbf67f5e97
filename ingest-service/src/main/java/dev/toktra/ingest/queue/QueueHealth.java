package dev.toktra.ingest.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka is there with its topics; alive while its client can still be used. */
@ApplicationScoped
class QueueHealth {

    private final QueueTopics topics;
    private final QueueConfig config;
    private final BatchPublisher publisher;

    QueueHealth(QueueTopics topics, QueueConfig config, BatchPublisher publisher) {
        this.topics = topics;
        this.config = config;
        this.publisher = publisher;
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> topics.complaint(config.unreadyAfter())
                .map(complaint -> HealthCheckResponse.named("queue").down().withData("complaint", complaint))
                .orElseGet(() -> HealthCheckResponse.named("queue").up())
                .withData("last_record_acknowledged", !publisher.isDoubtful())
                .build();
    }

    @Produces
    @Liveness
    HealthCheck alive() {
        return () ->
                HealthCheckResponse.named("queue").status(!publisher.isBroken()).build();
    }
}
