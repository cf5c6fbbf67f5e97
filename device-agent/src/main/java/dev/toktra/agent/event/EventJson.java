package dev.toktra.agent.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event's JSON as ingest takes it: an absent field is one that the device does not know. */
public final class EventJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    /** The bytes of one element of {@code events}. */
    public static byte[] write(UsageEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("occurred_at", event.occurredAt().toString());
            writeCalled(json, event);
            writeResult(json, event);
            writeTokens(json, event.tokens());
            writeOutcome(json, event.outcome());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException where the bytes are no such event
     */
    public static UsageEvent read(byte[] json) {
        try {
            JsonNode event = MAPPER.readTree(json);
            return new UsageEvent(
                    Instant.parse(event.required("occurred_at").asText()),
                    text(event, "account"),
                    new CalledModel(
                            event.required("provider").asText(),
                            text(event, "model"),
                            text(event, "application"),
                            text(event, "endpoint")),
                    readResult(event),
                    TokenSource.valueOf(event.required("token_source").asText().toUpperCase(Locale.ROOT)),
                    readTokens(event.required("tokens")),
                    readOutcome(event.get("outcome")));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a usage event: " + e.getMessage(), e);
        }
    }

    private static void writeCalled(JsonGenerator json, UsageEvent event) throws IOException {
        json.writeStringField("provider", event.called().provider());
        writeText(json, "model", event.called().model());
        writeText(json, "account", event.account());
        writeText(json, "application", event.called().application());
        writeText(json, "endpoint", event.called().endpoint());
    }

    private static void writeResult(JsonGenerator json, UsageEvent event) throws IOException {
        CallResult result = event.result();
        json.writeNumberField("status", result.status());
        json.writeNumberField("attempt", result.attempt());
        json.writeBooleanField("streaming", result.streaming());
        json.writeNumberField("duration_ms", result.durationMs());
        json.writeNumberField("request_bytes", result.requestBytes());
        json.writeNumberField("response_bytes", result.responseBytes());
        json.writeStringField("token_source", event.tokenSource().wireName());
    }

    private static void writeTokens(JsonGenerator json, Tokens tokens) throws IOException {
        json.writeObjectFieldStart("tokens");
        json.writeNumberField("fresh_input", tokens.freshInput());
        json.writeNumberField("cache_read", tokens.cacheRead());
        json.writeNumberField("cache_write", tokens.cacheWrite());
        json.writeNumberField("output", tokens.output());
        json.writeNumberField("reasoning", tokens.reasoning());
        json.writeEndObject();
    }

    private static void writeOutcome(JsonGenerator json, @Nullable Outcome outcome) throws IOException {
        if (outcome == null) {
            return;
        }
        json.writeObjectFieldStart("outcome");
        json.writeNumberField("edits_accepted", outcome.editsAccepted());
        json.writeNumberField("edits_rejected", outcome.editsRejected());
        json.writeNumberField("lines_accepted", outcome.linesAccepted());
        json.writeNumberField("commits", outcome.commits());
        json.writeNumberField("pull_requests", outcome.pullRequests());
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static CallResult readResult(JsonNode event) {
        return new CallResult(
                event.required("status").asInt(),
                event.required("attempt").asInt(),
                event.required("streaming").asBoolean(),
                event.required("duration_ms").asLong(),
                event.required("request_bytes").asLong(),
                event.required("response_bytes").asLong());
    }

    private static Tokens readTokens(JsonNode tokens) {
        return new Tokens(
                tokens.required("fresh_input").asLong(),
                tokens.required("cache_read").asLong(),
                tokens.required("cache_write").asLong(),
                tokens.required("output").asLong(),
                tokens.required("reasoning").asLong());
    }

    private static @Nullable Outcome readOutcome(@Nullable JsonNode outcome) {
        if (outcome == null) {
            return null;
        }
        return new Outcome(
                outcome.required("edits_accepted").asInt(),
                outcome.required("edits_rejected").asInt(),
                outcome.required("lines_accepted").asInt(),
                outcome.required("commits").asInt(),
                outcome.required("pull_requests").asInt());
    }

    private static @Nullable String text(JsonNode event, String name) {
        JsonNode value = event.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }
}
