package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body strictly and says all that is wrong with it at once. */
final class JsonBody {

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
                wrong("/" + name.replace("~", "~0").replace("/", "~1"), "is not a known field");
            }
        });
    }

    void wrong(String pointer, String what) {
        errors.add(new FieldError(pointer, what));
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

    /** A field that must be there, else something that is not used: the end of the reading throws. */
    <T> T required(String field, Function<JsonNode, T> form, T otherwise) {
        if (!body.hasNonNull(field)) {
            wrong("/" + field, "is missing");
            return otherwise;
        }
        T value = optional(field, form);
        return value == null ? otherwise : value;
    }

    /** A field that may be there; null where it is not, or wrong, which is noted. */
    <T> @Nullable T optional(String field, Function<JsonNode, T> form) {
        if (!body.hasNonNull(field)) {
            return null;
        }
        try {
            return form.apply(body.get(field));
        } catch (IllegalArgumentException e) {
            wrong("/" + field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A text of one line. */
    static Function<JsonNode, String> line(int longest) {
        return node -> {
            String text = node.isTextual() ? node.textValue().strip() : "";
            if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("must be a text of 1 to " + longest + " characters on one line");
            }
            return text;
        };
    }
}
