package dev.toktra.devstack.command;

import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.kafka.TopicDefinition;
import dev.toktra.devstack.postgres.Database;
import dev.toktra.devstack.postgres.ServiceRoles;
import dev.toktra.devstack.process.Clocks;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Keys;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.StackDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares a Kafka and a PostgreSQL for the suite, and a directory with certificates, keys and the first organisation, then
 * ends: {@code SetupMain <directory>}. Addresses and passwords come from the environment. It may run as often as one likes.
 */
public final class SetupMain {

    private final Map<String, String> environment;
    private final Repository repository = Repository.find();

    private SetupMain(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        try {
            new SetupMain(System.getenv()).run(new StackDirectory(Path.of(args[0])));
            System.out.println("Topics, schemas, roles, certificates and keys are there.");
        } catch (Refusal | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(StackDirectory directory) {
        Clock clock = Clocks.system();
        Keys.ensure(directory, Path.of(needed("TOKTRA_SECRETS_KEY_FILE")), clock);
        Bootstrap.empty(directory, needed("TOKTRA_API_KEY"), LocalDate.ofInstant(clock.instant(), clock.getZone()));
        Database database = new Database(
                needed("TOKTRA_POSTGRES_URL"), needed("TOKTRA_POSTGRES_USER"), needed("TOKTRA_POSTGRES_PASSWORD"));
        new ServiceRoles(database, repository.roles()).ensure(this::passwordOf);
        try (KafkaTopics topics = new KafkaTopics(needed("KAFKA_BOOTSTRAP_SERVERS"))) {
            topics.ensure(
                    environment.getOrDefault("TOKTRA_TOPICS_PREFIX", ""), TopicDefinition.read(repository.topics()));
        }
    }

    /** {@code ingest_app} has {@code TOKTRA_INGEST_APP_PASSWORD}. */
    private String passwordOf(String role) {
        return needed("TOKTRA_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD");
    }

    private String needed(String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Refusal(name + " is missing in the environment"));
    }
}
