package dev.toktra.statetopics;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every reader has read its topic to the end once and nothing has been failing for long. */
@Readiness
@ApplicationScoped
public class StateTopicsReadiness implements HealthCheck {

    private final StateTopics topics;

    StateTopicsReadiness(StateTopics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("state-topics").up();
        for (StatePart part : topics.parts()) {
            part.complaint().ifPresent(complaint -> answer.down().withData(part.name(), complaint));
        }
        return answer.build();
    }
}
