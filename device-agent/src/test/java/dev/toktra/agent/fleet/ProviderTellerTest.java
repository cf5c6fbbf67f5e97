package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTellerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T11:23:45Z");
    private static final int HOURS = 2 * 24 + 13;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer simulator;

    @BeforeEach
    void open() throws IOException {
        simulator = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        simulator.createContext("/control/book", exchange -> {
            JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
            boolean refuses = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuses && exchange.getRequestMethod().equals("PUT")) {
                told.add(body);
            }
            byte[] answer = "{}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(refuses ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        simulator.start();
    }

    @AfterEach
    void close() {
        simulator.stop(0);
    }

    @Test
    void theHistoryIsToldByDaysAndTheHourUnderWayWhole() throws IOException {
        tell(NOW);

        List<JsonNode> all = List.copyOf(told);
        assertThat(all.get(0).path("users")).isNotEmpty();
        assertThat(all.get(0).has("hours")).isFalse();
        assertThat(all).hasSize(1 + 3);
        assertThat(hours()).isSorted().startsWith("2026-11-17T23:00:00Z").endsWith("2026-11-20T11:00:00Z");
        assertThat(hours().stream().distinct()).hasSize(HOURS);
        JsonNode figure = all.get(1).at("/hours/0/figures/0");
        assertThat(figure.path("model").asText()).isNotEmpty();
        assertThat(figure.path("output").asLong()).isPositive();
    }

    @Test
    void anotherRunTellsOnlyWhatIsMissing() throws IOException {
        tell(NOW);
        told.clear();

        tell(NOW.plus(Duration.ofHours(2)));

        assertThat(hours().stream().distinct()).containsExactly("2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z");
    }

    @Test
    void whatWasRefusedIsToldAgain() throws IOException {
        refusals.set(2);

        tell(NOW);

        assertThat(said)
                .filteredOn(line -> line.contains("was not told"))
                .hasSize(2)
                .allMatch(line -> line.contains("503"));
        assertThat(hours().stream().distinct()).hasSize(HOURS);
    }

    private List<String> hours() {
        List<String> hours = new ArrayList<>();
        told.forEach(body ->
                body.path("hours").forEach(hour -> hours.add(hour.path("hour").asText())));
        return hours;
    }

    private void tell(Instant now) throws IOException {
        FleetSettings settings = FleetSettings.of(URI.create("https://127.0.0.1:1"), directory, directory)
                .withPeople(100)
                .withHistoryDays(2)
                .withLive(true)
                .withClock(Clock.fixed(now, ZoneOffset.UTC))
                .withSay(said::add);
        FleetPlan plan = FleetPlan.open(directory.resolve("plan.json"), settings);
        said.removeIf(line -> line.startsWith("Providers know"));
        URI address = URI.create("http://127.0.0.1:" + simulator.getAddress().getPort());
        try (ProviderTeller teller =
                ProviderTeller.start(settings, address, directory.resolve("providers.json"), plan)) {
            await().atMost(SOON)
                    .until(() -> said.stream().anyMatch(line -> line.startsWith("Providers know the history")));
        }
    }
}
