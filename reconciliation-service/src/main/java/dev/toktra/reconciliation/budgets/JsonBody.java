package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body strictly and says all that is wrong with it at once. */
final class JsonBody {

    private static final String UUID_FORM = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int NAME_LENGTH = 200;

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    /** Throws 400 for what is no object. */
    JsonBody(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw Problem.badRequest("The body is not valid.", new FieldError("", "must be an object"));
        }
        this.body = body;
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name.replace("~", "~0").replace("/", "~1"), "is not a known field");
            }
        });
    }

    /** Whether the field is there with another value than null. */
    boolean has(String field) {
        return body.hasNonNull(field);
    }

    void wrong(String field, String what) {
        errors.add(new FieldError("/" + field, what));
    }

    /**
     * Ends the reading.
     *
     * @throws Problem 400 with all that is wrong
     */
    void done() {
        if (!errors.isEmpty()) {
            throw Problem.badRequest("The body is not valid.").with(errors);
        }
    }

    /** A field that must be there; null, and noted, where it is missing or wrong. */
    <T> @Nullable T required(String field, Function<JsonNode, T> form) {
        if (!has(field)) {
            wrong(field, "is missing");
            return null;
        }
        return optional(field, form);
    }

    /** A field that may be there; null where it is not, or wrong, which is noted. */
    <T> @Nullable T optional(String field, Function<JsonNode, T> form) {
        if (!has(field)) {
            return null;
        }
        try {
            return form.apply(body.get(field));
        } catch (IllegalArgumentException | DateTimeException e) {
            wrong(field, e instanceof DateTimeException ? "must be a date" : String.valueOf(e.getMessage()));
            return null;
        }
    }

    static String name(JsonNode node) {
        String text = text(node).strip();
        if (text.isEmpty() || text.length() > NAME_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be 1 to " + NAME_LENGTH + " characters on one line");
        }
        return text;
    }

    static UUID id(JsonNode node) {
        if (!node.isTextual() || !node.textValue().matches(UUID_FORM)) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return UUID.fromString(node.textValue());
    }

    static boolean flag(JsonNode node) {
        if (!node.isBoolean()) {
            throw new IllegalArgumentException("must be true or false");
        }
        return node.booleanValue();
    }

    static LocalDate date(JsonNode node) {
        LocalDate date = LocalDate.parse(text(node));
        if (date.getYear() < 2000 || date.getYear() > 2200) {
            throw new IllegalArgumentException("must be between 2000 and 2200");
        }
        return date;
    }

    /** A number from 0, of at most so many decimals. */
    static Function<JsonNode, BigDecimal> number(BigDecimal most, int decimals) {
        return node -> {
            BigDecimal value = node.isNumber() ? node.decimalValue() : BigDecimal.ONE.negate();
            if (value.signum() < 0
                    || value.compareTo(most) > 0
                    || value.stripTrailingZeros().scale() > decimals) {
                throw new IllegalArgumentException("must be a number from 0 to " + most.toPlainString()
                        + (decimals == 0 ? " without decimals" : " with at most " + decimals + " decimals"));
            }
            return value;
        };
    }

    /** One of the words, in lower case. */
    @SafeVarargs
    static <E extends Enum<E>> Function<JsonNode, E> word(E... words) {
        return node -> Arrays.stream(words)
                .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(node.asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(words)
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("must be a text");
        }
        return node.textValue();
    }
}
