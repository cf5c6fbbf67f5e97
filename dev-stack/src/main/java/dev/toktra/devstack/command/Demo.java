package dev.toktra.devstack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Probe;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackAddresses;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The demo's fleet: started, and waited for until everybody can see its history. */
final class Demo {

    private static final Duration HISTORY_WITHIN = Duration.ofMinutes(15);

    private final Stack stack;
    private final String apiKey;
    private final String usage;
    private double before = -1;

    Demo(Stack stack, Bootstrap bootstrap, LocalDate today) {
        this.stack = stack;
        apiKey = bootstrap.apiKey();
        usage = new StackAddresses(stack.settings()).gateway() + "/v1/usage?period=daily&group_by=provider&limit=1000"
                + "&start_date=" + today.minusDays(Bootstrap.DEMO_DAYS) + "&end_date=" + today.minusDays(1);
    }

    /** Returns when the gateway shows every day of the history and the sums stand still. */
    void start(Consumer<String> say) {
        stack.start("fleet");
        say.accept("the fleet of the demo sends " + Bootstrap.DEMO_DAYS + " days of history");
        boolean sent = Patience.until(() -> !stack.isRunning("fleet") || stack.isReady("fleet"), HISTORY_WITHIN);
        if (!sent || !stack.isRunning("fleet")) {
            throw new Refusal("the fleet did not send its history: see "
                    + stack.settings().directory().log("fleet"));
        }
        say.accept("the history is in; waiting until it is visible");
        boolean visible = Patience.every(Duration.ofSeconds(1)).holds(this::isVisibleAndStill, HISTORY_WITHIN);
        if (!visible) {
            throw new Refusal("the history does not become visible at " + usage);
        }
    }

    private boolean isVisibleAndStill() {
        JsonNode items = items();
        Set<String> days = StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("period").asText())
                .collect(Collectors.toSet());
        double requests = StreamSupport.stream(items.spliterator(), false)
                .mapToDouble(item -> item.path("total_requests").asDouble())
                .sum();
        boolean still = requests == before;
        before = requests;
        return still && days.size() >= Bootstrap.DEMO_DAYS;
    }

    private JsonNode items() {
        try {
            return new ObjectMapper()
                    .readTree(Probe.get(usage, apiKey).orElse("{}"))
                    .path("items");
        } catch (JsonProcessingException e) {
            throw new Refusal("the gateway answers no JSON at " + usage);
        }
    }
}
