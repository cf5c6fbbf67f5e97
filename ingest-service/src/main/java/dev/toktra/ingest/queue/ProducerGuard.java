package dev.toktra.ingest.queue;

import dev.toktra.events.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start where a setting could lose what is acknowledged. */
@ApplicationScoped
class ProducerGuard {

    private final Config settings;
    private final QueueConfig queue;
    private final String prefix;

    ProducerGuard(
            Config settings,
            QueueConfig queue,
            @ConfigProperty(name = "toktra.topics.prefix") Optional<String> prefix) {
        this.settings = settings;
        this.queue = queue;
        this.prefix = prefix.orElse("");
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        new ProducerLaws(name -> settings.getOptionalValue(name, String.class).orElse(null))
                .broken(
                        prefix,
                        Topics.USAGE_BATCHES,
                        queue.answerTimeout().toMillis(),
                        queue.mostRecordBytes().asLongValue())
                .ifPresent(sentence -> {
                    throw new SettingRefused(sentence);
                });
    }

    /** The reason why the service does not start. */
    static final class SettingRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SettingRefused(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
