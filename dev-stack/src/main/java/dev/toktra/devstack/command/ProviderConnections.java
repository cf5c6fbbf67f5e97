package dev.toktra.devstack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Logs;
import dev.toktra.devstack.suite.Probe;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackAddresses;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The connections of the demo's organisation to the simulated providers, added as an administrator adds them. */
final class ProviderConnections {

    private static final Duration TOLD_WITHIN = Duration.ofMinutes(5);
    private static final Duration READ_WITHIN = Duration.ofMinutes(3);
    private static final Patience LOOKS = Patience.every(Duration.ofMillis(500));
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String apiKey;
    private final StackAddresses addresses;
    private final String url;
    private boolean connected;
    private String shown = "";

    ProviderConnections(Stack stack, String apiKey) {
        this.stack = stack;
        this.apiKey = apiKey;
        this.addresses = new StackAddresses(stack.settings());
        this.url = addresses.gateway() + "/v1/providers";
    }

    /** Adds what is missing, as soon as the simulator knows the history; says what could not be done and goes on. */
    void connect(Consumer<String> say) {
        if (!stack.settings().simulated()) {
            say.accept("no providers are simulated with --external: POST " + url + " connects yours");
            return;
        }
        if (!LOOKS.holds(() -> Logs.contains(stack.log("fleet"), "Providers know the history"), TOLD_WITHIN)) {
            say.accept(
                    "the fleet did not tell the providers their part of the history; it writes " + stack.log("fleet"));
            return;
        }
        Set<String> there = connections().keySet();
        wanted().forEach((name, body) -> {
            if (!there.contains(name)) {
                Probe.Said said = Probe.post(url, apiKey, body.toString());
                say.accept(
                        said.status() == 201
                                ? "connected " + name
                                : name + " could not be connected: " + said.status() + " " + said.body());
            }
        });
        connected = !connections().isEmpty();
    }

    /** Returns when each was read once; after some minutes it says so and goes on. */
    void awaitRead(Consumer<String> say, Consumer<String> progress) {
        if (!connected) {
            return;
        }
        boolean read = LOOKS.holds(() -> allAreRead(progress), READ_WITHIN);
        say.accept(
                read
                        ? "every provider was read"
                        : "not every provider was read within " + READ_WITHIN.toMinutes() + " minutes; " + url
                                + " says how it goes");
    }

    private boolean allAreRead(Consumer<String> progress) {
        Map<String, JsonNode> all = connections();
        long read = all.values().stream()
                .filter(one -> !one.at("/freshness/last_success_at").isMissingNode())
                .filter(one -> !one.at("/freshness/last_success_at").isNull())
                .count();
        String words = read + " of " + all.size() + " providers were read.";
        if (!words.equals(shown)) {
            shown = words;
            progress.accept(words);
        }
        return read == all.size();
    }

    /** The connections that there are, by name. */
    private Map<String, JsonNode> connections() {
        JsonNode items =
                json(Probe.get(url + "?limit=100", apiKey).orElse("{}")).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .collect(Collectors.toMap(one -> one.path("name").asText(), one -> one, (one, other) -> one));
    }

    /** What is posted for each, by name. */
    private Map<String, ObjectNode> wanted() {
        JsonNode access = json(Probe.get(addresses.simulator() + "/control/access", "")
                .orElseThrow(() ->
                        new Refusal("the provider simulator does not answer; it writes " + stack.log("simulator"))));
        Map<String, ObjectNode> wanted = new LinkedHashMap<>();
        for (String provider : new String[] {"openai", "anthropic"}) {
            JsonNode given = access.path(provider);
            ObjectNode body = body(provider, given.path("admin_key").asText());
            body.putObject("settings").put("base_url", given.path("base").asText());
            wanted.put(body.path("name").asText(), body);
        }
        for (ObjectNode body :
                new ObjectNode[] {azure(access.path("azure_openai")), vertex(access.path("gcp_vertex"))}) {
            wanted.put(body.path("name").asText(), body);
        }
        return wanted;
    }

    private static ObjectNode azure(JsonNode given) {
        ObjectNode body = body("azure_openai", given.path("client_secret").asText());
        ObjectNode settings = body.putObject("settings")
                .put("tenant", given.path("tenant").asText())
                .put("client_id", given.path("client_id").asText())
                .put("login_url", given.path("login").asText())
                .put("management_url", given.path("management").asText());
        settings.putArray("subscriptions").add("halden-production");
        return body;
    }

    private static ObjectNode vertex(JsonNode given) {
        ObjectNode body = body("gcp_vertex", given.path("service_account").asText());
        ObjectNode settings = body.putObject("settings")
                .put("token_url", given.path("token").asText())
                .put("monitoring_url", given.path("monitoring").asText());
        settings.putArray("projects")
                .add("halden-research")
                .add("halden-workspace")
                .add("halden-build");
        return body;
    }

    private static ObjectNode body(String provider, String secret) {
        String name = switch (provider) {
            case "openai" -> "OpenAI";
            case "anthropic" -> "Anthropic";
            case "azure_openai" -> "Azure OpenAI";
            default -> "Vertex AI";
        };
        return JSON.createObjectNode()
                .put("provider", provider)
                .put("name", name)
                .put("secret", secret);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
