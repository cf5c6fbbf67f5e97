package dev.toktra.statetopics;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start where Kafka or the database is not told, or told wrongly, with a sentence. */
@ApplicationScoped
class SettingsGuard {

    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,\\s*[^\\s,:]+:\\d{1,5})*");
    private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    private final Optional<String> servers;
    private final Optional<String> prefix;

    SettingsGuard(
            @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> servers,
            @ConfigProperty(name = "toktra.topics.prefix") Optional<String> prefix,
            PostgresConfig checkedWhenRead) {
        this.servers = servers;
        this.prefix = prefix;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        refuse(servers.orElse(""), prefix.orElse("")).ifPresent(sentence -> {
            throw new SettingRefused(sentence);
        });
    }

    static Optional<String> refuse(String servers, String prefix) {
        if (!SERVERS.matcher(servers).matches()) {
            return Optional.of(
                    "kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS) must be host:port, or several with commas,"
                            + (servers.isEmpty() ? " and is missing." : " and is '" + servers + "'."));
        }
        if (!PREFIX.matcher(prefix).matches()) {
            return Optional.of(
                    "toktra.topics.prefix (TOKTRA_TOPICS_PREFIX) stands before names of topics: at most 100 letters,"
                            + " digits, '.', '_' and '-', not '" + prefix + "'.");
        }
        return Optional.empty();
    }

    /** The reason why the service does not start. */
    static final class SettingRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SettingRefused(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
