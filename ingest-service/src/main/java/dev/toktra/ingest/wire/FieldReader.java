package dev.toktra.ingest.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.toktra.ingest.batch.Refusal;
import dev.toktra.ingest.batch.RejectionCode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that a parser stands on as one type; a value of another type is passed over, answers null, and the
 * first such is remembered as the fault. JSON null is null without a fault.
 */
final class FieldReader {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final JsonParser parser;
    private @Nullable Refusal fault;

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The first fault since the last call, or null. */
    @Nullable
    Refusal takeFault() {
        Refusal first = fault;
        fault = null;
        return first;
    }

    /** A text without control characters and broken pairs; a blank one is as good as none. */
    @Nullable
    String text(String name, int longest) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return other(name, "a text");
        }
        String text = parser.getText();
        if (text.length() > longest) {
            return faulty(RejectionCode.TOO_LONG, name + " must have at most " + longest + " characters");
        }
        if (!isClean(text)) {
            return faulty(RejectionCode.BAD_VALUE, name + " must not hold control characters or broken pairs");
        }
        return text.isBlank() ? null : text;
    }

    @Nullable
    Long integer(String name) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return other(name, "an integer");
        }
        try {
            return parser.getLongValue();
        } catch (InputCoercionException e) {
            return faulty(RejectionCode.BAD_VALUE, name + " is outside of the range of integers");
        }
    }

    @Nullable
    Boolean flag(String name) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_TRUE) || parser.hasToken(JsonToken.VALUE_FALSE)) {
            return parser.hasToken(JsonToken.VALUE_TRUE);
        }
        return other(name, "true or false");
    }

    /** A moment of the years 1970 to 9998, to the microsecond. */
    @Nullable
    Instant instant(String name) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return other(name, "a text with an ISO 8601 time");
        }
        try {
            Instant instant = OffsetDateTime.parse(parser.getText()).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below, without what was sent
        }
        return faulty(
                RejectionCode.BAD_VALUE,
                name + " must be an ISO 8601 time with its offset, as 2026-11-22T10:00:01.004Z");
    }

    /** The known integers of an object, by name. */
    @Nullable
    Map<String, Long> integers(String name, Set<String> known) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return other(name, "an object");
        }
        Map<String, Long> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (known.contains(field)) {
                Long value = integer(name + "." + field);
                if (value != null) {
                    values.put(field, value);
                }
            } else {
                parser.skipChildren();
            }
        }
        return values;
    }

    <T> @Nullable T faulty(RejectionCode code, String detail) {
        if (fault == null) {
            fault = new Refusal(code, detail);
        }
        return null;
    }

    private <T> @Nullable T other(String name, String expected) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        parser.skipChildren();
        return faulty(RejectionCode.BAD_TYPE, name + " must be " + expected);
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isISOControl(unit)) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
