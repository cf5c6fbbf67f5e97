package dev.toktra.devstack.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.script.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How book, script and journal are written as JSON: names with underscores, nothing that is null, zero or empty. */
final class SimulatorJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, written())
                    .addSerializer(Duration.class, written())
                    .addSerializer(LocalDate.class, written())
                    .addDeserializer(Instant.class, read(Instant::parse))
                    .addDeserializer(Duration.class, read(Duration::parse))
                    .addDeserializer(LocalDate.class, read(LocalDate::parse))
                    // The same few names are in very many figures.
                    .addDeserializer(String.class, read(String::intern)))
            .build();

    private SimulatorJson() {}

    /** The script as JSON has it. */
    record ScriptForm(
            @Nullable List<Rule> rules,
            @Nullable Map<String, Integer> rowsPerPage,
            @Nullable Map<String, Duration> lookBack) {

        Map<String, Duration> allLookBack() {
            return Optional.ofNullable(lookBack).orElse(Map.of());
        }

        List<Rule> allRules() {
            return Optional.ofNullable(rules).orElse(List.of());
        }

        Map<String, Integer> allRowsPerPage() {
            return Optional.ofNullable(rowsPerPage).orElse(Map.of());
        }
    }

    static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode tree(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Figures need not say again which provider and hour they are in. */
    static BookForm book(JsonNode tree) {
        tree.path("hours").forEach(SimulatorJson::complete);
        return as(tree, BookForm.class);
    }

    static BookForm.HourForm hour(JsonNode tree) {
        complete(tree);
        return as(tree, BookForm.HourForm.class);
    }

    private static void complete(JsonNode hour) {
        complete(hour.path("figures"), hour);
        hour.path("later").forEach(edition -> complete(edition.path("figures"), hour));
    }

    static JsonNode tree(BookForm.HourForm hour) {
        JsonNode tree = MAPPER.valueToTree(hour);
        shortened(tree);
        return tree;
    }

    private static void shortened(JsonNode hour) {
        shorten(hour.path("figures"));
        hour.path("later").forEach(edition -> shorten(edition.path("figures")));
    }

    static ScriptForm script(JsonNode tree) {
        return as(tree, ScriptForm.class);
    }

    private static <T> T as(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static void complete(JsonNode figures, JsonNode hour) {
        for (JsonNode figure : figures) {
            if (figure instanceof ObjectNode row) {
                row.putIfAbsent("provider", hour.path("provider"));
                row.putIfAbsent("hour", hour.path("hour"));
            }
        }
    }

    private static void shorten(JsonNode figures) {
        figures.forEach(figure -> ((ObjectNode) figure).remove(List.of("provider", "hour")));
    }

    private static <T> JsonSerializer<T> written() {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(value.toString());
            }
        };
    }

    private static <T> JsonDeserializer<T> read(Function<String, T> parse) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return parse.apply(json.getText());
            }
        };
    }
}
