package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.process.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalTest {

    private static final Map<String, String> TOLD = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "kafka.example.org:9092",
            "TOKTRA_POSTGRES_URL", "postgresql://db.example.org:5432/usage?sslmode=require",
            "TOKTRA_POSTGRES_USER", "root",
            "TOKTRA_POSTGRES_PASSWORD", "secret",
            "TOKTRA_TOPICS_PREFIX", "team-a.");

    @TempDir
    Path directory;

    @Test
    void servicesAreToldTheAddressesOfOthersAndPasswordsOfOurOwn() {
        StackSettings settings = settings();

        Map<String, String> environment = new ServiceEnvironment(settings).of(Deployable.INGEST);

        assertThat(environment)
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka.example.org:9092")
                .containsEntry("TOKTRA_POSTGRES_URL", "postgresql://db.example.org:5432/usage?sslmode=require")
                .containsEntry("TOKTRA_TOPICS_PREFIX", "team-a.")
                .doesNotContainValue("secret");
    }

    @Test
    void noPartIsStartedThatOthersRunAndNoneOfTheirPortsIsWanted() {
        assertThat(new Parts(settings()).infrastructure()).isEmpty();
        assertThat(new StackAddresses(settings()).facts())
                .containsEntry("kafka", "kafka.example.org:9092")
                .doesNotContainKey("mailbox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KAFKA_BOOTSTRAP_SERVERS",
                "TOKTRA_POSTGRES_URL",
                "TOKTRA_POSTGRES_USER",
                "TOKTRA_POSTGRES_PASSWORD"
            })
    void whatIsMissingIsNamed(String name) {
        Map<String, String> less = new TreeMap<>(TOLD);
        less.remove(name);

        assertThatThrownBy(() -> External.from(less))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--external needs " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/toktra",
                "postgresql://127.0.0.1:5432",
                "postgresql://127.0.0.1:5432/",
                "127.0.0.1:5432/toktra"
            })
    void addressThatIsNoDatabaseIsRefusedWithHowItShouldLook(String url) {
        Map<String, String> wrong = new TreeMap<>(TOLD);
        wrong.put("TOKTRA_POSTGRES_URL", url);

        assertThatThrownBy(() -> External.from(wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(url)
                .hasMessageContaining("postgresql://host:port/database");
    }

    private StackSettings settings() {
        return new StackSettings(
                Repository.find(), new StackDirectory(directory), StackPorts.free(), Optional.of(External.from(TOLD)));
    }
}
