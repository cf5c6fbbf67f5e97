package dev.toktra.reconciliation.providers.pricing.table;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.providers.pricing.PriceBook;
import dev.toktra.reconciliation.providers.pricing.Rates;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of prices as JSON, such as {@code {"prices": [{"provider": …}]}}; what is wrong is said with its line. */
final class PriceListMapper {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> KNOWN = Set.of(
            "provider",
            "model",
            "tier",
            "from",
            "until",
            "input",
            "cache_read",
            "cache_write",
            "cache_write_1h",
            "output",
            "source");

    private PriceListMapper() {}

    /**
     * The prices of a list.
     *
     * @param name what messages call the list
     * @throws WrongPrices where it is no such list, or two prices contradict each other
     */
    static PriceBook read(String name, InputStream list) throws IOException {
        List<Price> prices = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(list)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT && "prices".equals(parser.nextFieldName()), name, 1);
            expect(parser.nextToken() == JsonToken.START_ARRAY, name, line(parser));
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int line = line(parser);
                expect(parser.currentToken() == JsonToken.START_OBJECT, name, line);
                JsonNode row = parser.readValueAsTree();
                prices.add(at(name, line, () -> price(row)));
            }
            expect(parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null, name, line(parser));
        } catch (JsonParseException e) {
            throw wrong(name, e.getLocation().getLineNr(), e.getOriginalMessage());
        }
        try {
            return PriceBook.of(prices);
        } catch (IllegalArgumentException e) {
            throw new WrongPrices(name + ": " + e.getMessage());
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static void expect(boolean so, String name, int line) {
        if (!so) {
            throw wrong(name, line, "a list of prices looks like {\"prices\": [{\"provider\": …}, …]}");
        }
    }

    private interface Reading {
        Price price();
    }

    private static Price at(String name, int line, Reading reading) {
        try {
            return reading.price();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(name, line, String.valueOf(e.getMessage()));
        }
    }

    private static WrongPrices wrong(String name, int line, String reason) {
        return new WrongPrices(name + ", line " + line + ": " + reason);
    }

    private static Price price(JsonNode row) {
        for (Iterator<String> fields = row.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException("a price has no " + field);
            }
        }
        Rates rates = new Rates(
                must(row, "input", PriceListMapper::number),
                may(row, "cache_read", PriceListMapper::number),
                may(row, "cache_write", PriceListMapper::number),
                may(row, "cache_write_1h", PriceListMapper::number),
                must(row, "output", PriceListMapper::number));
        return new Price(
                must(row, "provider", node -> word(node, Provider::of)),
                must(row, "model", PriceListMapper::text),
                must(row, "tier", node -> word(node, ServiceTier::of)),
                may(row, "from", node -> LocalDate.parse(text(node))),
                may(row, "until", node -> LocalDate.parse(text(node))),
                rates,
                must(row, "source", PriceListMapper::text));
    }

    private static <T> T must(JsonNode row, String field, Function<JsonNode, T> form) {
        T value = may(row, field, form);
        if (value == null) {
            throw new IllegalArgumentException("a price needs " + field);
        }
        return value;
    }

    private static <T> @Nullable T may(JsonNode row, String field, Function<JsonNode, T> form) {
        JsonNode node = row.get(field);
        try {
            return node == null || node.isNull() ? null : form.apply(node);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(field + " " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("must be a text");
        }
        return node.textValue();
    }

    private static BigDecimal number(JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException("must be a number of US dollars per million tokens");
        }
        return node.decimalValue();
    }

    private static <E extends Enum<E>> E word(JsonNode node, Function<String, Optional<E>> of) {
        String word = text(node);
        return of.apply(word).orElseThrow(() -> new IllegalArgumentException("is not known: " + word));
    }
}
