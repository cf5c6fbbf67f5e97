package dev.toktra.agent.population;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The demo's bills are at the prices that the product's own list has, so that a difference has another cause. */
class PriceTest {

    private static final Path LIST =
            Path.of("..", "reconciliation-service", "src", "main", "resources", "prices", "prices.json");

    @Test
    void everyModelCostsWhatTheListHas() throws IOException {
        Map<String, JsonNode> listed = new HashMap<>();
        for (JsonNode price : new ObjectMapper().readTree(LIST.toFile()).path("prices")) {
            if (price.path("tier").asText().equals("standard")) {
                listed.put(
                        price.path("provider").asText() + " "
                                + price.path("model").asText(),
                        price);
            }
        }
        for (ModelOffer offer : Models.OFFERED) {
            compare(offer.model(), offer.price(), listed.get(offer.provider() + " " + offer.model()));
        }
        compare("fine-tuned", Unseen.UNKNOWN_MODEL_PRICE, listed.get("openai ft:gpt-4o-2024-*"));
    }

    /** A kind that the list does not have costs what it is a kind of. */
    private static void compare(String model, Price told, @Nullable JsonNode found) {
        JsonNode listed = Objects.requireNonNull(found, model);
        BigDecimal input = listed.path("input").decimalValue();
        List<BigDecimal> wanted = List.of(
                input,
                decimal(listed, "cache_read", input),
                decimal(listed, "cache_write", input),
                decimal(listed, "cache_write_1h", told.cacheWrite1h()),
                listed.path("output").decimalValue());
        List<BigDecimal> is =
                List.of(told.fresh(), told.cacheRead(), told.cacheWrite5m(), told.cacheWrite1h(), told.output());
        assertThat(is).as(model).usingElementComparator(BigDecimal::compareTo).isEqualTo(wanted);
    }

    private static BigDecimal decimal(JsonNode price, String kind, BigDecimal otherwise) {
        return price.has(kind) ? price.path(kind).decimalValue() : otherwise;
    }
}
