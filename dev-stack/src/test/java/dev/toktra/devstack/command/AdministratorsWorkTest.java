package dev.toktra.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StackSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo's administrator says, with a stand-in for the gateway that keeps it. */
class AdministratorsWorkTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FILE = """
            {"api_key": "tk_live_x", "organisation": {"name": "Halden"},
             "departments": [{"unit_id": "unit-1", "name": "Product"}, {"unit_id": "unit-2", "name": "Customer Support"}],
             "people": [{"user_id": "ada", "moves": []},
                        {"user_id": "ben", "moves": [{"from": "2026-11-05", "department_id": "unit-1", "team_id": "team-1"}]},
                        {"user_id": "cem", "moves": [{"from": "2026-10-01", "department_id": null, "team_id": null}]},
                        {"user_id": "dan"}]}""";

    @TempDir
    Path tree;

    private final List<String> said = new ArrayList<>();
    private final Map<String, ObjectNode> people = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> lists = new ConcurrentHashMap<>();
    private volatile boolean refuses;
    private HttpServer gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.createContext("/v1/users/", this::person);
        gateway.createContext("/v1/identity-mappings", this::list);
        gateway.createContext("/v1/models/aliases", this::list);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    private void person(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/v1/users/".length());
        ObjectNode person =
                people.computeIfAbsent(id, any -> JSON.createObjectNode().put("name", "Name of " + id));
        if (exchange.getRequestMethod().equals("PATCH")) {
            JsonNode change = JSON.readTree(exchange.getRequestBody());
            person.withArray("memberships").add(change.path("membership"));
            if (change.has("eligibility")) {
                person.withArray("eligibility")
                        .addObject()
                        .put("valid_until", change.at("/eligibility/valid_from").asText());
            }
            person.withArray("changes").add(change);
        }
        answer(exchange, refuses ? 403 : 200, person.toString());
    }

    private void list(HttpExchange exchange) throws IOException {
        List<JsonNode> items =
                lists.computeIfAbsent(exchange.getRequestURI().getPath(), any -> new CopyOnWriteArrayList<>());
        int status = 200;
        if (exchange.getRequestMethod().equals("POST")) {
            items.add(JSON.readTree(exchange.getRequestBody()));
            status = refuses ? 403 : 201;
        }
        ArrayNode all = JSON.createArrayNode().addAll(items);
        answer(exchange, status, JSON.createObjectNode().set("items", all).toString());
    }

    private JsonNode changes(String person) {
        return Objects.requireNonNull(people.get(person)).path("changes");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void work() throws IOException {
        StackSettings settings = new StackSettings(
                new Repository(tree), new StackDirectory(tree.resolve(".toktra")), StackPorts.free(), Optional.empty());
        Files.createDirectories(settings.directory().bootstrap().getParent());
        Files.writeString(settings.directory().bootstrap(), FILE);
        String url = "http://127.0.0.1:" + gateway.getAddress().getPort();
        AdministratorsWork work = new AdministratorsWork(url, Bootstrap.demo(settings), said::add);
        work.movePeople();
        work.nameThings();
    }

    @Test
    void whoMovedAndLeftAndWhatThingsAreCalledIsSaidOnceOverAllStarts() throws IOException {
        work();
        work();

        assertThat(people).containsOnlyKeys("ben", "cem");
        assertThat(changes("ben"))
                .hasToString("[{\"membership\":{\"valid_from\":\"2026-11-05\",\"team_id\":\"team-1\"}}]");
        assertThat(changes("cem"))
                .hasToString("[{\"membership\":{\"valid_from\":\"2026-10-01\"},"
                        + "\"eligibility\":{\"eligible\":false,\"valid_from\":\"2026-10-01\"}}]");
        assertThat(lists.get("/v1/identity-mappings")).singleElement().satisfies(mapping -> {
            assertThat(mapping.path("unit_id").asText()).isEqualTo("unit-2");
            assertThat(mapping.path("value").asText()).endsWith("/accounts/halden-support");
        });
        assertThat(lists.get("/v1/models/aliases"))
                .singleElement()
                .satisfies(alias -> assertThat(alias.path("canonical").asText()).isEqualTo("ticket-tags"));
        assertThat(said)
                .containsExactly(
                        "Name of ben changed the department on 2026-11-05",
                        "Name of cem left on 2026-10-01",
                        "Azure's account halden-support is Customer Support's",
                        "the model of the nightly job is called ticket-tags");
    }

    @Test
    void whatIsRefusedIsSaidAndTheRestIsDone() throws IOException {
        refuses = true;

        work();

        assertThat(said)
                .hasSize(4)
                .allMatch(line -> line.startsWith("The API does not take that ") && line.contains(": 403"));
    }
}
