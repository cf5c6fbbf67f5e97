package dev.toktra.ingest.queue;

import dev.toktra.events.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What is known of Kafka's topics: nothing is sent before they are known to exist, because sending could create them. */
@ApplicationScoped
public class QueueTopics {

    private static final List<String> NEEDED = List.of(Topics.USAGE_BATCHES, Topics.DEVICES, Topics.ORGANISATIONS);

    private final Clock clock;
    private final String prefix;
    private volatile boolean ready;
    private volatile @Nullable String complaint = "Kafka has not answered yet.";
    private volatile Instant lastSeen;

    @Inject
    QueueTopics(Clock clock, @ConfigProperty(name = "toktra.topics.prefix") Optional<String> prefix) {
        this.clock = clock;
        this.prefix = prefix.orElse("");
        this.lastSeen = clock.instant();
    }

    /** The names on the wire of all topics that this service uses. */
    List<String> needed() {
        return NEEDED.stream().map(prefix::concat).toList();
    }

    /** Whether the topics have been seen. */
    boolean areReady() {
        return ready;
    }

    void seen() {
        ready = true;
        complaint = null;
        lastSeen = clock.instant();
    }

    /** Kafka answered, and something about its topics must be mended first. */
    void wrong(String sentence) {
        ready = false;
        complaint = sentence;
    }

    /** Kafka did not answer; what was seen before still holds. */
    void unreachable() {
        if (!ready) {
            complaint = "Kafka does not answer.";
        }
    }

    /** What keeps the service from being ready: wrong topics at once, an absence only after a while. */
    Optional<String> complaint(Duration tolerated) {
        if (complaint != null) {
            return Optional.of(complaint);
        }
        return lastSeen.plus(tolerated).isBefore(clock.instant())
                ? Optional.of("Kafka has not answered since " + lastSeen + ".")
                : Optional.empty();
    }
}
