package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one row: exact or not at all. A field that is missing is null; one of another kind than expected makes
 * the row malformed; fields that nobody asks for do not matter.
 */
public record Fields(JsonNode row) {

    /** Far more than any name or description has; what is longer would only fill tables. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int LONGEST_NUMBER = 60;

    public Fields {
        if (!row.isObject()) {
            throw new Malformed("a row is an object");
        }
    }

    public @Nullable String text(String name) {
        return text(name, LONGEST_TEXT);
    }

    /** A text of at most so many characters. */
    public @Nullable String text(String name, int longest) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isTextual() ? value.textValue() : null;
        if (text == null || text.length() > longest || text.indexOf('\0') >= 0) {
            throw new Malformed(name + " is not a text");
        }
        return text;
    }

    public String mustText(String name) {
        return required(name, text(name));
    }

    public @Nullable Boolean flag(String name) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new Malformed(name + " is not true or false");
        }
        return value.booleanValue();
    }

    /** A count, also one written as text or with an empty fraction: never rounded and never negative. */
    public @Nullable Long count(String name) {
        BigDecimal number = number(name);
        if (number == null) {
            return null;
        }
        try {
            long count = number.longValueExact();
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException fractionOrTooLarge) {
            // falls through: it is no count either
        }
        throw new Malformed(name + " is not a count");
    }

    public long mustCount(String name) {
        return required(name, count(name));
    }

    /** A decimal number, also one written as text; its value is exact. */
    public @Nullable BigDecimal number(String name) {
        JsonNode value = row.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.isNumber() || value.isTextual() ? value.asText() : "";
        try {
            BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(bounded(text));
            if (Math.abs((long) number.scale()) <= LONGEST_NUMBER && number.precision() <= LONGEST_NUMBER) {
                return number;
            }
        } catch (NumberFormatException none) {
            // falls through
        }
        throw new Malformed(name + " is not a number");
    }

    public BigDecimal mustNumber(String name) {
        return required(name, number(name));
    }

    /** A moment in RFC 3339. */
    public @Nullable Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Malformed(name + " is not a moment");
        }
    }

    /** The fields of an object inside, without any where it is missing. */
    public Fields inside(String name) {
        JsonNode value = row.path(name);
        return new Fields(value.isMissingNode() || value.isNull() ? JsonNodeFactory.instance.objectNode() : value);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new Malformed(name + " is missing");
        }
        return value;
    }

    private static String bounded(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new Malformed("a number of " + text.length() + " characters");
        }
        return text;
    }
}
