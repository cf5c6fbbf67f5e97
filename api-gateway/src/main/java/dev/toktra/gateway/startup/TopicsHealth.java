package dev.toktra.gateway.startup;

import dev.toktra.events.Topics;
import dev.toktra.statetopics.KafkaSettings;
import dev.toktra.statetopics.TopicDescription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the directory's topics were seen: they do not go away, and Kafka being away stops no request here. */
@Readiness
@ApplicationScoped
class TopicsHealth implements HealthCheck {

    private static final List<String> OWN = List.of(Topics.ORGANISATIONS, Topics.PEOPLE, Topics.UNITS);

    private final KafkaSettings kafka;
    private final AtomicBoolean seen = new AtomicBoolean();

    TopicsHealth(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        if (!seen.get()) {
            for (String topic : OWN) {
                try {
                    TopicDescription.of(kafka, kafka.onTheWire(topic));
                } catch (KafkaException e) {
                    return HealthCheckResponse.named("topics")
                            .down()
                            .withData("missing", kafka.onTheWire(topic))
                            .build();
                }
            }
            seen.set(true);
        }
        return HealthCheckResponse.up("topics");
    }
}
