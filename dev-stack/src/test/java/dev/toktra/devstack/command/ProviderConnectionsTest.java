package dev.toktra.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.process.Clocks;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPort;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StackSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demo's connections are made, with a stand-in for the gateway. */
class ProviderConnectionsTest {

    @TempDir
    Path tree;

    private final List<String> said = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private final List<ObjectNode> posted = new CopyOnWriteArrayList<>();
    private final ProviderSimulator simulator = ProviderSimulator.start(Clocks.system());
    private HttpServer gateway;
    private volatile int refusal;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/v1/providers", this::answer);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        simulator.close();
    }

    /** Keeps what is posted; each look finds one more connection read. */
    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        ObjectNode body = new ObjectMapper().createObjectNode();
        if (exchange.getRequestMethod().equals("POST")) {
            status = refusal == 0 ? 201 : refusal;
            if (refusal == 0) {
                posted.add((ObjectNode) new ObjectMapper().readTree(exchange.getRequestBody()));
            }
        } else {
            ArrayNode items = body.putArray("items");
            posted.forEach(items::add);
            posted.stream()
                    .filter(one -> !one.has("freshness"))
                    .findFirst()
                    .ifPresent(one -> one.putObject("freshness").put("last_success_at", "2026-11-22T10:00:00Z"));
        }
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void eachProviderIsConnectedOnceWithWhatTheSimulatorTakesAndWaitedFor() throws IOException {
        ProviderConnections connections = new ProviderConnections(stack(true), "tk_live_x");

        connections.connect(said::add);
        connections.awaitRead(said::add, progress::add);

        assertThat(posted)
                .extracting(one -> one.path("provider").asText())
                .containsExactly("openai", "anthropic", "azure_openai", "gcp_vertex");
        assertThat(posted)
                .extracting(one -> one.path("name").asText())
                .containsExactly("OpenAI", "Anthropic", "Azure OpenAI", "Vertex AI");
        assertThat(posted.get(0).at("/settings/base_url").asText()).isEqualTo(simulator.url() + "/openai/v1");
        assertThat(posted.get(2).at("/settings/subscriptions/0").asText()).isEqualTo("halden-production");
        JsonNode account =
                new ObjectMapper().readTree(posted.get(3).path("secret").asText());
        assertThat(account.path("token_uri").asText())
                .isEqualTo(posted.get(3).at("/settings/token_url").asText());
        assertThat(said).contains("connected OpenAI", "every provider was read");
        assertThat(progress).last().isEqualTo("4 of 4 providers were read.");

        said.clear();
        new ProviderConnections(stack(true), "tk_live_x").connect(said::add);
        assertThat(posted).hasSize(4);
        assertThat(said).isEmpty();
    }

    @Test
    void refusedConnectionIsSaidAndNothingIsWaitedFor() throws IOException {
        refusal = 403;
        ProviderConnections connections = new ProviderConnections(stack(true), "tk_live_x");

        connections.connect(said::add);
        connections.awaitRead(said::add, progress::add);

        assertThat(said).hasSize(4).allMatch(line -> line.contains("could not be connected: 403"));
        assertThat(progress).isEmpty();
    }

    @Test
    void withoutSimulatedProvidersNothingIsConnected() throws IOException {
        ProviderConnections connections = new ProviderConnections(stack(false), "tk_live_x");

        connections.connect(said::add);
        connections.awaitRead(said::add, progress::add);

        assertThat(said).singleElement().asString().contains("no providers are simulated", "/v1/providers");
        assertThat(posted).isEmpty();
    }

    private Stack stack(boolean simulated) throws IOException {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPorts.free().numbers());
        numbers.put(StackPort.GATEWAY, gateway.getAddress().getPort());
        numbers.put(StackPort.SIMULATOR, URI.create(simulator.url()).getPort());
        StackSettings settings = new StackSettings(
                new Repository(tree),
                new StackDirectory(tree.resolve(".toktra")),
                new StackPorts(numbers),
                Optional.empty());
        Stack stack = Stack.of(simulated ? settings.withSimulatedProviders() : settings);
        Files.writeString(stack.log("fleet"), "Providers know the history, until 2026-11-22T11:00:00Z.\n");
        return stack;
    }
}
