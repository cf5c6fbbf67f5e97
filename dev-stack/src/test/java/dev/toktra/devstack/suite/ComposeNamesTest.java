package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every setting, address, port, path, volume, program and option that docker-compose.yml names is there. */
class ComposeNamesTest {

    private static final Path ROOT = Repository.find().root();
    private static final Set<String> QUARKUS_OWN = Set.of(
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_HTTP_SSL_PORT",
            "QUARKUS_MANAGEMENT_HOST",
            "QUARKUS_MANAGEMENT_PORT");

    private final JsonNode compose = compose();
    private final JsonNode services = compose.path("services");
    private final StackDirectory run = new StackDirectory(Path.of("/run/toktra"));

    @Test
    void everyVariableIsASettingOfTheServiceThatIsToldIt() {
        for (Deployable service : Deployable.ALL) {
            String sources = sources(service.module()) + sources("caller-scope") + sources("state-topics");
            Set<String> settings = new TreeSet<>(QUARKUS_OWN);
            found("toktra(?:\\.[a-z-]+)+|kafka\\.bootstrap\\.servers", sources)
                    .forEach(setting -> settings.add(variable(setting)));
            if (service.equals(Deployable.GATEWAY)) {
                assertThat(sources.contains("@ConfigMapping(prefix = \"toktra.services\")"))
                        .isTrue();
                Deployable.ALL.forEach(to -> settings.add(variable("toktra.services." + to.schema() + ".url")));
            }
            assertThat(settings)
                    .as(service.module())
                    .containsAll(names(environment(service)))
                    .doesNotContain("TOKTRA_NOT_THERE");
            assertThat(sources.contains("quarkus.management.enabled=true"))
                    .as(service.module())
                    .isTrue();
        }
    }

    @Test
    void everyAddressIsAServiceOfTheFileAndThePortThatItListensOn() {
        Map<String, String> ports = new TreeMap<>(Map.of("kafka", "9092", "postgres", "5432"));
        for (Deployable service : Deployable.ALL) {
            ports.put(
                    service.module(),
                    environment(service).path("QUARKUS_HTTP_PORT").asText());
        }
        String device =
                environment(Deployable.INGEST).path("QUARKUS_HTTP_SSL_PORT").asText();
        Set<String> there = ports.entrySet().stream()
                .map(place -> place.getKey() + ":" + place.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
        there.add("ingest-service:" + device);

        assertThat(found("\\b(?:kafka|postgres|[a-z]+-(?:service|gateway)):\\d{4,5}", services.toString()))
                .hasSizeGreaterThan(5)
                .filteredOn(address -> !address.equals("kafka:9093")) // Kafka with itself.
                .isSubsetOf(there);
        assertThat(services.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("PLAINTEXT://kafka:9092");
    }

    @Test
    void publishedPortsAreTheLaunchersAndLeadToPortsThatAreListenedOn() {
        Set<String> usual = Stream.of(StackPort.values())
                .map(port -> port.variable() + ":-" + port.usual())
                .collect(Collectors.toSet());
        assertThat(found("\\$\\{(TOKTRA_[A-Z]+_PORT:-\\d+)}", services.toString()))
                .hasSize(6)
                .isSubsetOf(usual);
        assertThat(published("ingest-service"))
                .isEqualTo(environment(Deployable.INGEST)
                        .path("QUARKUS_HTTP_SSL_PORT")
                        .asText());
        assertThat(published("api-gateway"))
                .isEqualTo(environment(Deployable.GATEWAY)
                        .path("QUARKUS_HTTP_PORT")
                        .asText());
        assertThat(services.at("/kafka/environment/KAFKA_LISTENERS").asText())
                .contains("OUTSIDE://:" + published("kafka"));
    }

    @Test
    void probesAskThePortForHealth() {
        String exposed = found("EXPOSE (.*)", read("Dockerfile")).iterator().next();
        for (Deployable service : Deployable.ALL) {
            String port = environment(service).path("QUARKUS_MANAGEMENT_PORT").asText();
            assertThat(services.path(service.module()).at("/healthcheck/test").toString())
                    .contains("/dev/tcp/127.0.0.1/" + port + " ", "GET /q/health/ready ");
            assertThat(exposed.split(" "))
                    .contains(
                            port, environment(service).path("QUARKUS_HTTP_PORT").asText());
        }
    }

    @Test
    void pathsAreWhereSetupPutsTheFilesOnAVolumeThatAllOfThemHave() {
        assertThat(services.at("/setup/command/0").asText())
                .isEqualTo(run.root().toString());
        assertThat(environment(Deployable.INGEST).path("TOKTRA_DEVICE_TLS_DIR").asText())
                .isEqualTo(run.deviceCa().toString());
        JsonNode gateway = environment(Deployable.GATEWAY);
        assertThat(gateway.path("TOKTRA_CALLER_KEY_FILE").asText())
                .isEqualTo(run.callerKey().toString());
        assertThat(gateway.path("TOKTRA_BOOTSTRAP_FILE").asText())
                .isEqualTo(run.bootstrap().toString());
        assertThat(services.at("/demo-people/command").toString()).contains("--out " + run.bootstrap());
        assertThat(services.at("/demo-fleet/command").toString()).contains("\"--device-ca\",\"" + run.deviceCa());
        for (String part : List.of("setup", "demo-people", "demo-fleet", "ingest-service", "api-gateway")) {
            assertThat(services.path(part).path("volumes").toString()).contains("run:" + run.root());
        }
        assertThat(read("Dockerfile")).contains("mkdir -p " + run.root());
    }

    @Test
    void keyOfTheProvidersSecretsIsForReconciliationAlone() {
        String key = "/run/toktra-secrets/secrets.key";
        assertThat(environment(Deployable.RECONCILIATION)
                        .path("TOKTRA_SECRETS_KEY_FILE")
                        .asText())
                .isEqualTo(services.at("/setup/environment/TOKTRA_SECRETS_KEY_FILE")
                        .asText())
                .isEqualTo(key);
        List<String> parts = new ArrayList<>();
        services.properties().stream()
                .filter(part -> part.getValue().path("volumes").toString().contains("secrets:"))
                .forEach(part -> parts.add(part.getKey()));
        assertThat(parts).containsExactlyInAnyOrder("setup", "reconciliation-service");
        assertThat(read("Dockerfile")).contains("mkdir -p " + run.root() + " /run/toktra-secrets");
    }

    @Test
    void hostsThatConnectionsMayLeadToAreInTheFile() {
        String hosts = environment(Deployable.RECONCILIATION)
                .path("TOKTRA_CONNECTIONS_ALLOWED_HOSTS")
                .asText();
        assertThat(names(services)).containsAll(hosts.isEmpty() ? List.of() : List.of(hosts.split(",")));
    }

    @Test
    void setupIsToldExactlyWhatItAsksFor() {
        Set<String> asked =
                found("needed\\(\"([A-Z_]+)\"\\)", sources("dev-stack/src/main/java/dev/toktra/devstack/command"));
        for (Deployable service : Deployable.ALL) {
            for (String role : List.of("OWNER", "APP", "WORKER")) {
                asked.add("TOKTRA_" + service.schema().toUpperCase(Locale.ROOT) + "_" + role + "_PASSWORD");
            }
        }
        assertThat(names(services.at("/setup/environment"))).isEqualTo(asked);
    }

    @Test
    void programsOfTheDockerfileAndOptionsOfTheFleetAreThere() throws ClassNotFoundException {
        String main = found("\"(dev\\.toktra[\\w.]+)\"", read("Dockerfile"))
                .iterator()
                .next();
        assertThat(Class.forName(main)).isNotNull();
        String agent = sources("device-agent");
        String commands = services.at("/demo-people/command").toString()
                + services.at("/demo-fleet/command").toString();
        assertThat(found("--[a-z-]+", commands))
                .hasSizeGreaterThan(5)
                .allSatisfy(option -> assertThat(agent).contains("\"" + option + "\""));
        assertThat(read("device-agent/pom.xml")).contains("<finalName>device-agent</finalName>");
    }

    @Test
    void whatIsMountedAndWaitedForIsInTheFile() {
        List<String> mounted = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        services.forEach(service -> {
            service.path("volumes")
                    .forEach(volume -> mounted.add(volume.asText().replaceFirst(":.*", "")));
            awaited.addAll(names(service.path("depends_on")));
        });
        assertThat(mounted).isNotEmpty().isSubsetOf(names(compose.path("volumes")));
        assertThat(awaited).isNotEmpty().isSubsetOf(names(services));
    }

    private String published(String service) {
        return services.path(service).at("/ports/0").asText().replaceFirst(".*:", "");
    }

    private JsonNode environment(Deployable service) {
        return services.path(service.module()).path("environment");
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that stands in the sources below a directory, without tests. */
    private static String sources(String directory) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            return files.filter(file -> file.toString().matches(".*/src/main/.*\\.(java|properties)"))
                    .map(file -> read(ROOT.relativize(file).toString()))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode compose() {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(read("docker-compose.yml"));
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
