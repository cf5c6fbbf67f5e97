package dev.toktra.ingest.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.toktra.events.TokenSource;
import dev.toktra.ingest.batch.Refusal;
import dev.toktra.ingest.batch.RejectionCode;
import dev.toktra.ingest.batch.Sent;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one element of a batch. This is the allow-list: a field that is not named here goes nowhere. */
final class EventMapper {

    private static final int NAME = 64;
    private static final int TEXT = 256;
    private static final int LONG_TEXT = 512;
    private static final Set<String> BUCKETS =
            Set.of("fresh_input", "cache_read", "cache_write", "output", "reasoning");
    private static final Set<String> OUTCOMES =
            Set.of("edits_accepted", "edits_rejected", "lines_accepted", "commits", "pull_requests");
    private static final Set<String> LOST = Set.of("from_seq", "to_seq", "estimated_tokens");
    private static final Map<String, TokenSource> SOURCES = Map.of(
            "response_usage", TokenSource.RESPONSE_USAGE,
            "tokenizer", TokenSource.TOKENIZER,
            "byte_ratio", TokenSource.BYTE_RATIO);

    private final JsonParser parser;
    private final FieldReader in;

    EventMapper(JsonParser parser) {
        this.parser = parser;
        this.in = new FieldReader(parser);
    }

    /** Reads the element that the parser stands on, to its end, whatever it is. */
    Sent read() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return new Sent.Unreadable(new Refusal(RejectionCode.BAD_TYPE, "the event must be an object"));
        }
        EventFields fields = new EventFields();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            read(name, fields);
        }
        Refusal fault = in.takeFault();
        return fault == null ? fields.sent() : new Sent.Unreadable(fault);
    }

    private void read(String name, EventFields fields) throws IOException {
        switch (name) {
            case "occurred_at" -> fields.occurredAt = in.instant(name);
            case "provider" -> fields.provider = in.text(name, NAME);
            case "model" -> fields.model = in.text(name, TEXT);
            case "account" -> fields.account = in.text(name, LONG_TEXT);
            case "application" -> fields.application = in.text(name, TEXT);
            case "endpoint" -> fields.endpoint = in.text(name, LONG_TEXT);
            case "status" -> fields.status = in.integer(name);
            case "attempt" -> fields.attempt = in.integer(name);
            case "streaming" -> fields.streaming = in.flag(name);
            case "duration_ms" -> fields.durationMs = in.integer(name);
            case "request_bytes" -> fields.requestBytes = in.integer(name);
            case "response_bytes" -> fields.responseBytes = in.integer(name);
            case "token_source" -> fields.tokenSource = tokenSource(name);
            case "call_id" -> fields.callId = in.text(name, LONG_TEXT);
            case "tokens" -> fields.tokens = in.integers(name, BUCKETS);
            case "outcome" -> fields.outcome = in.integers(name, OUTCOMES);
            case "lost" -> fields.lost = in.integers(name, LOST);
            default -> parser.skipChildren();
        }
    }

    private @Nullable TokenSource tokenSource(String name) throws IOException {
        String text = in.text(name, NAME);
        TokenSource source = text == null ? null : SOURCES.get(text);
        return text != null && source == null
                ? in.faulty(RejectionCode.BAD_VALUE, name + " must be response_usage, tokenizer or byte_ratio")
                : source;
    }
}
