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
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Whether everybody can see the demo's history. */
final class Visibility {

    private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(30);
    private static final Patience LOOKS = Patience.every(Duration.ofSeconds(1));

    private final String usage;
    private final String apiKey;
    private double before = -1;

    Visibility(Stack stack, Bootstrap bootstrap, LocalDate today) {
        apiKey = bootstrap.apiKey();
        usage = new StackAddresses(stack.settings()).gateway() + "/v1/usage?period=daily&group_by=provider&limit=1000"
                + "&start_date=" + today.minusDays(Bootstrap.DEMO_DAYS) + "&end_date=" + today.minusDays(1);
    }

    /** Returns when the gateway shows every day of the history and the sums stand still. */
    void await(Consumer<String> say, Consumer<String> progress) {
        say.accept("waiting until all of it is visible in the API");
        if (!LOOKS.holds(() -> isAllThereAndStill(progress), VISIBLE_WITHIN)) {
            throw new Refusal("the history does not become visible at " + usage);
        }
    }

    private boolean isAllThereAndStill(Consumer<String> progress) {
        JsonNode items = items();
        Set<String> days = StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("period").asText())
                .collect(Collectors.toSet());
        double requests = StreamSupport.stream(items.spliterator(), false)
                .mapToDouble(item -> item.path("total_requests").asDouble())
                .sum();
        boolean still = requests == before;
        if (!still) {
            progress.accept(String.format(Locale.ROOT, "The API shows %,.0f requests.", requests));
        }
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
