package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toktra.devstack.provider.names.Provider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {

    private static final String BOOK = """
            {"users": [{"provider": "openai", "id": "user-9", "email": "nine@example.org"}],
             "accounts": [{"subscription": "s", "resource_group": "g", "name": "a", "region": "westeurope",
                           "kind": "OpenAI", "tags": {"team": "red"}}],
             "deployments": [{"account": "a", "name": "d", "format": "OpenAI", "model": "gpt-4o", "version": "1"}],
             "admin_keys": [{"provider": "openai", "key": "sk-admin-mine", "admission": "FULL"}],
             "prices": [{"provider": "openai", "model": "gpt-4o", "fresh": 2.5, "cache_read": 1.25, "cache_write_5m": 2.5,
                         "cache_write_1h": 2.5, "output": 10}],
             "delays": {"openai": "PT10M"},
             "coding": [{"day": "2026-11-20", "email": "nine@example.org", "customer_type": "api", "terminal": "vscode",
                         "work": {"sessions": 1}, "models": [{"model": "claude-opus-5", "input": 5}]}],
             "hours": [
               {"provider": "openai", "hour": "2026-11-20T10:00:00Z",
                "figures": [{"user": "user-9", "model": "gpt-4o", "fresh": 10, "cache_write_5m": 3, "output": 5,
                             "requests": 1}],
                "later": [{"from": "2026-11-21T00:00:00Z",
                           "figures": [{"user": "user-9", "model": "gpt-4o", "fresh": 11, "output": 5, "requests": 1}]}],
                "causes": [{"cause": "late_events", "model": "gpt-4o", "input": 1}]},
               {"provider": "azure_openai", "hour": "2026-11-20T10:00:00Z",
                "figures": [{"project": "a", "deployment": "d", "model": "gpt-4o", "fresh": 7, "output": 2}]}]}
            """;
    private static final String SCRIPT = """
            {"rules": [{"fault": "rate_limited", "provider": "openai", "endpoint": "costs", "first": 2, "last": 3,
                        "seconds": 5}], "rows_per_page": {"openai": 3},
             "look_back": {"openai": "PT2160H"}}
            """;

    private static final ProviderSimulator ANY = ProviderSimulator.start(Clock.fixed(World.NOW, ZoneOffset.UTC));
    private static final Asking ASKING = new Asking(ANY);

    @TempDir
    Path directory;

    @Test
    void killedSimulatorGoesOn() throws IOException, InterruptedException {
        Path file = directory.resolve("simulator.json");
        JsonNode before = untilKilled(file, this::told);
        JsonNode after = untilKilled(file, this::state);
        assertThat(after).isEqualTo(before);
        assertThat(after.at("/2/days/0/input").asLong()).isEqualTo(11);
        assertThat(after.findPath("prices").at("/0/output").asLong()).isEqualTo(10);
        assertThat(after.at("/3/now").asText()).isEqualTo("2026-11-22T00:00:00Z");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whatIsToldAgainTakesThePlaceOfItAndALineThatWasCutOffIsForgotten() throws IOException, InterruptedException {
        Path file = directory.resolve("simulator.json");
        untilKilled(file, url -> {
            told(url);
            long before = size(file);
            for (int tokens = 1; tokens <= 20; tokens++) {
                assertThat(put(url, "/control/book", HOUR.formatted(tokens))).isEqualTo(200);
            }
            assertThat(size(file)).isGreaterThan(before);
            return get(url, "/truth");
        });
        Files.writeString(file, "{\"provider\": \"openai\", \"hour\": \"2026-11-2", StandardOpenOption.APPEND);

        JsonNode truth = untilKilled(file, url -> get(url, "/truth"));

        assertThat(truth.at("/days/0/model").asText()).isEqualTo("gpt-4o");
        assertThat(truth.at("/days/0/input").asLong()).isEqualTo(20);
        assertThat(Files.readAllLines(file)).hasSize(1 + 2);
    }

    private static final String HOUR = """
            {"hours": [{"provider": "openai", "hour": "2026-11-20T10:00:00Z",
                        "figures": [{"model": "gpt-4o", "fresh": %d}]}]}
            """;

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode told(String url) {
        assertThat(put(url, "/control/book", BOOK)).isEqualTo(200);
        assertThat(put(url, "/control/script", SCRIPT)).isEqualTo(200);
        assertThat(put(url, "/control/clock", "{\"instant\": \"2026-11-22T00:00:00Z\"}"))
                .isEqualTo(200);
        return state(url);
    }

    private static JsonNode untilKilled(Path file, Function<String, JsonNode> work)
            throws IOException, InterruptedException {
        Process process = process(file);
        try {
            return work.apply(url(process));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process process(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProviderSimulatorMain.class.getName(),
                        "0",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String url(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).startsWith("providers at http://127.0.0.1:");
        return line.substring("providers at ".length());
    }

    private JsonNode state(String url) {
        JsonNode book = get(url, "/control/book");
        assertThat(book.path("hours")).hasSize(2);
        assertThat(book.at("/hours/0/figures/0/cache_write_5m").asLong()).isEqualTo(3);
        assertThat(get(url, "/control/script").at("/rules/0/fault").asText()).isEqualTo("rate_limited");
        return JsonNodeFactory.instance
                .arrayNode()
                .add(book)
                .add(get(url, "/control/script"))
                .add(get(url, "/truth"))
                .add(get(url, "/control/clock"));
    }

    private static JsonNode get(String url, String path) {
        return ASKING.get(url + path, Map.of()).json();
    }

    private static int put(String url, String path, String body) {
        return ASKING.put(url, path, body).status();
    }

    @Test
    void whatIsNoBookIsRefused() {
        assertThat(put(ANY.url(), "/control/book", "{\"hour\": []}")).isEqualTo(400);
        assertThat(put(ANY.url(), "/control/book", "nothing")).isEqualTo(400);
        assertThat(put(
                        ANY.url(),
                        "/control/book",
                        "{\"hours\": [{\"provider\": \"gcp_vertex\", \"hour\": \"2026-11-20T10:00:00Z\","
                                + " \"figures\": [{\"project\": \"unknown\", \"model\": \"m\", \"output\": 1}]}]}"))
                .isEqualTo(400);
        assertThat(put(ANY.url(), "/control/script", "{\"rules\": [{\"fault\": \"earthquake\"}]}"))
                .isEqualTo(400);
        assertThat(ASKING.get(ANY.url() + "/control/nothing", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void callsCanBeReadAndForgotten() {
        ASKING.openai("/organization/users");
        assertThat(get(ANY.url(), "/control/calls").at("/calls/0/endpoint").asText())
                .isEqualTo("users");
        assertThat(ANY.calls().of(Provider.OPENAI, "users")).isNotEmpty();
        ANY.calls().clear();
        assertThat(get(ANY.url(), "/control/calls").path("calls")).isEmpty();
    }
}
