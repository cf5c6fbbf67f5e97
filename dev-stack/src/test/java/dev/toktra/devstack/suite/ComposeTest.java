package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeTest {

    private static final Path ROOT = Repository.find().root();

    @TempDir
    Path directory;

    private final String text = read("docker-compose.yml");
    private final JsonNode services = yaml(text).path("services");

    @Test
    void eachServiceIsToldTheSameNamesAsByTheLauncher() {
        ServiceEnvironment launcher = new ServiceEnvironment(new StackSettings(
                Repository.find(), new StackDirectory(directory), StackPorts.free(), Optional.empty()));
        for (Deployable service : Deployable.ALL) {
            assertThat(names(services.path(service.module()).path("environment")))
                    .as(service.module())
                    .isEqualTo(launcher.of(service).keySet());
        }
    }

    @Test
    void eachServiceIsBuiltByTheOneDockerfileAndWaitsForItsTurn() {
        assertThat(read("Dockerfile")).contains("ARG SERVICE", "AS service", "AS setup", "AS agent");
        for (Deployable service : Deployable.ALL) {
            JsonNode compose = services.path(service.module());
            assertThat(compose.at("/build/args/SERVICE").asText()).isEqualTo(service.module());
            assertThat(compose.at("/build/target").asText()).isEqualTo("service");
            assertThat(compose.at("/healthcheck/test").toString()).contains("/q/health/ready");
            assertThat(names(compose.path("depends_on"))).containsExactlyInAnyOrder("setup", "kafka", "postgres");
        }
    }

    @Test
    void eachServiceHasThePasswordsOfItsOwnRolesOnly() {
        for (Deployable service : Deployable.ALL) {
            String own = "TOKTRA_" + service.schema().toUpperCase(Locale.ROOT) + "_";
            assertThat(variables(
                            services.path(service.module()).path("environment").toString()))
                    .containsExactlyInAnyOrder(own + "OWNER_PASSWORD", own + "APP_PASSWORD", own + "WORKER_PASSWORD");
        }
    }

    @Test
    void backendsAreTheOnesThatTheSuiteIsBuiltFor() {
        assertThat(read("pom.xml"))
                .contains("<kafka.version>4.1.1</kafka.version>", "<postgresql.binaries.version>18.");
        assertThat(services.at("/kafka/image").asText()).isEqualTo("apache/kafka:4.1.1");
        assertThat(services.at("/kafka/environment/KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                        .asText())
                .isEqualTo("false");
        assertThat(services.at("/postgres/image").asText()).isEqualTo("postgres:18");
        assertThat(services.path("mailpit").path("image").asText()).startsWith("axllent/mailpit:");
    }

    @Test
    void everyPasswordIsMadeByTheScriptAndNoneHasADefault() throws Exception {
        Process script = new ProcessBuilder("sh", ROOT.resolve("toktra").toString(), "env").start();
        String made = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Set<String> names =
                made.lines().map(line -> line.replaceFirst("=.*", "")).collect(Collectors.toSet());

        assertThat(names).isEqualTo(variables(text)).hasSize(2 + 3 * Deployable.ALL.size());
        assertThat(made.lines().map(line -> line.replaceFirst(".*=", ""))).doesNotHaveDuplicates();
        assertThat(text).doesNotContainPattern("(PASSWORD|API_KEY):-");
    }

    /** The variables that compose refuses to start without. */
    private static Set<String> variables(String text) {
        return Pattern.compile("\\$\\{([A-Z_]+):\\?")
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static JsonNode yaml(String text) {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new ObjectMapper().valueToTree(document);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
