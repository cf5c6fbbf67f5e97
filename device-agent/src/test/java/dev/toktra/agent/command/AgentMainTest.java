package dev.toktra.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.agent.fleet.FleetSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentMainTest {

    private static final List<String> FLEET =
            List.of("--ingest", "https://127.0.0.1:1", "--device-ca", "/ca", "--state", "/state");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void populationWritesTheBootstrapFileForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("bootstrap.json");
        assertThat(run(
                        "population",
                        "--seed",
                        "42",
                        "--people",
                        "30",
                        "--until",
                        "2026-11-22",
                        "--out",
                        file.toString()))
                .isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        JsonNode content = new ObjectMapper().readTree(file.toFile());
        assertThat(content.path("organisation").path("time_zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(content.path("api_key").asText()).startsWith("tk_live_").hasSizeGreaterThan(40);
        assertThat(content.path("people")).hasSize(30);
        JsonNode first = content.path("people").get(0);
        assertThat(first.path("email").asText())
                .isEqualTo(content.path("administrator").path("email").asText());
        assertThat(first.path("role").asText()).isEqualTo("admin");
        assertThat(first.path("aliases").findValuesAsText("kind")).contains("account", "device", "provider_user");
        assertThat(content.path("departments").get(0).has("parent_id")).isTrue();
        assertThat(text(out)).contains("Halden Instruments with 30 people");
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                Arguments.of(List.of(), "Say what to do"),
                Arguments.of(List.of("fly"), "Say what to do"),
                Arguments.of(List.of("fleet"), " is missing"),
                Arguments.of(List.of("fleet", "--nonsense"), "There is no option --nonsense"),
                Arguments.of(List.of("fleet", "--seed"), "--seed needs a value"),
                Arguments.of(List.of("fleet", "--live", "--live"), "--live is there twice"),
                Arguments.of(with("--seed", "x"), "--seed must be a whole number, not x"),
                Arguments.of(with("--history", "soon"), "--history must be a number of days such as 90d"),
                Arguments.of(with("--history", "900d"), "0 to 390 days"),
                Arguments.of(with("--resend", "120%"), "0 to 1"),
                Arguments.of(with("--until", "22.11."), "--until must be a day such as"),
                Arguments.of(
                        List.of("fleet", "--ingest", "http://x", "--device-ca", "/ca", "--state", "/state"),
                        "must look like https://127.0.0.1:8443, not http://x"),
                Arguments.of(with("--speed", "0"), "speed must be above 0"),
                Arguments.of(List.of("population", "--people", "0", "--out", "/tmp/x"), "1 to 10,000 people"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOptions")
    void aWrongOptionIsSaidWithTheRightOnes(List<String> arguments, String words) {
        assertThat(run(arguments.toArray(new String[0]))).isEqualTo(2);
        assertThat(text(err)).contains(words).contains("Usage:");
    }

    @Test
    void aMissingAuthorityIsASentence() {
        assertThat(run(
                        "fleet",
                        "--ingest",
                        "https://127.0.0.1:1",
                        "--device-ca",
                        directory.toString(),
                        "--state",
                        directory.resolve("state").toString()))
                .isEqualTo(1);
        assertThat(text(err)).contains("device-ca.pem is missing").doesNotContain("Exception");
    }

    @Test
    void optionsBecomeSettings() {
        FleetSettings settings = FleetCommand.read(
                        with("--history", "30d", "--live", "--speed", "2.5", "--resend", "20%", "--people", "7")
                                .subList(1, 16),
                        line -> {})
                .settings();
        assertThat(settings.story()).isEqualTo(new FleetSettings.Story(42, 7, 30, null, 0));
        assertThat(settings.play()).isEqualTo(new FleetSettings.Play(true, 2.5, 0.05, 0.2));
        assertThat(settings.where().trust()).isEqualTo(Path.of("/ca/device-ca.pem"));
        assertThat(FleetCommand.read(with("--until", "2026-11-20").subList(1, 9), line -> {})
                        .settings()
                        .story()
                        .until())
                .as("a day lasts to its end in the organisation's zone")
                .isEqualTo(Instant.parse("2026-11-20T23:00:00Z"));
    }

    private static List<String> with(String... more) {
        return Stream.of(List.of("fleet"), FLEET, List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    private int run(String... arguments) {
        return AgentMain.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
