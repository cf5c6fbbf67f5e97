package dev.toktra.reconciliation.settling.naming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a request sends strictly, and says all that is wrong with it at once. */
public final class BodyMapper {

    private static final int LONGEST = 300;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    /** Throws 400 for what is no object. */
    public BodyMapper(JsonNode body, Set<String> known) {
        if (!body.isObject()) {
            throw refused(List.of(new FieldError("", "must be an object")));
        }
        this.body = body;
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(name.replace("~", "~0").replace("/", "~1"), "is not a known field");
            }
        });
    }

    /** Whether the field is there, with null too. */
    public boolean names(String field) {
        return body.has(field);
    }

    public void wrong(String field, String what) {
        errors.add(new FieldError("/" + field, what));
    }

    /** Whether something that was read so far is wrong. */
    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Throws 400 with all that is wrong. */
    public void done() {
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
    }

    /** A field that has to be there, or stands for what is wrong with it. */
    public <T> T required(String field, Function<String, T> form, T otherwise) {
        if (!body.hasNonNull(field)) {
            wrong(field, "is missing");
            return otherwise;
        }
        T value = optional(field, form);
        return value == null ? otherwise : value;
    }

    /** A field that may be missing or null. */
    public <T> @Nullable T optional(String field, Function<String, T> form) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            wrong(field, "must be a text");
            return null;
        }
        try {
            return form.apply(node.textValue());
        } catch (IllegalArgumentException e) {
            wrong(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The form of a text on one line. */
    public static String line(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > LONGEST || line.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be 1 to " + LONGEST + " characters on one line");
        }
        return line;
    }

    /** The form of a date. */
    public static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-11-22", e);
        }
        throw new IllegalArgumentException("must be between " + FIRST_YEAR + " and " + LAST_YEAR);
    }

    private static Problem refused(List<FieldError> errors) {
        return Problem.badRequest("The body has fields with wrong values.").with(errors);
    }
}
