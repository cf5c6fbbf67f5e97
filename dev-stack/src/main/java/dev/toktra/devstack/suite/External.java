package dev.toktra.devstack.suite;

import dev.toktra.devstack.postgres.Database;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka, a PostgreSQL and a mail server that others run.
 *
 * @param bootstrapServers Kafka's addresses
 * @param postgresUrl the database, without {@code jdbc:}
 * @param postgresUser a superuser: it makes roles, one of which of each service is above row level security
 * @param topicsPrefix stands before each topic and group; may be empty
 */
public record External(
        String bootstrapServers,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        String topicsPrefix,
        String mailbox) {

    public static External from(Map<String, String> environment) {
        return new External(
                needed(environment, "KAFKA_BOOTSTRAP_SERVERS"),
                database(needed(environment, "TOKTRA_POSTGRES_URL")),
                needed(environment, "TOKTRA_POSTGRES_USER"),
                needed(environment, "TOKTRA_POSTGRES_PASSWORD"),
                environment.getOrDefault("TOKTRA_TOPICS_PREFIX", ""),
                environment.getOrDefault("TOKTRA_MAILBOX_URL", ""));
    }

    private static String needed(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Refusal("--external needs " + name
                        + " (all of KAFKA_BOOTSTRAP_SERVERS, TOKTRA_POSTGRES_URL as postgresql://host:port/database,"
                        + " TOKTRA_POSTGRES_USER, TOKTRA_POSTGRES_PASSWORD)"));
    }

    private static String database(String url) {
        if (!Database.isUrl(url)) {
            throw new Refusal("TOKTRA_POSTGRES_URL is \"" + url + "\": it must be postgresql://host:port/database");
        }
        return url;
    }

    @Override
    public String toString() {
        return "External[" + bootstrapServers + ", " + postgresUrl + "]";
    }
}
