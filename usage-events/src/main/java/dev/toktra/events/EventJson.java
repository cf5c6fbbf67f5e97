package dev.toktra.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The records' JSON: snake_case, ISO 8601 in UTC, absent where null; a reader ignores fields that it does not know. */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private EventJson() {}

    /** The bytes of a record's value. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a record's value.
     *
     * @throws UnreadableRecord where the bytes are no such record or break one of its laws
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return Laws.present(MAPPER.readValue(bytes, type), "a value");
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRecord(type, e);
        }
    }

    /** Bytes on a topic that are not what the topic carries. */
    public static final class UnreadableRecord extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableRecord(Class<?> type, Exception cause) {
            super("not a " + type.getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }
}
