package dev.toktra.statetopics;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How to reach Kafka ({@code kafka.*}) and what stands before every topic's name ({@code toktra.topics.prefix}). */
@Dependent
public class KafkaSettings {

    private final Map<String, Object> client;
    private final String prefix;

    @Inject
    public KafkaSettings(
            @Identifier("default-kafka-broker") Map<String, Object> client,
            @ConfigProperty(name = "toktra.topics.prefix") Optional<String> prefix) {
        this.client = Map.copyOf(client);
        this.prefix = prefix.orElse("");
    }

    /** Settings of a client: those of {@code kafka.*} and, above them, the given ones. */
    public Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(settings);
        return all;
    }

    /** A topic's name on the wire. */
    public String onTheWire(String topic) {
        return prefix + topic;
    }
}
