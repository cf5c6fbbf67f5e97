package dev.toktra.reconciliation.asking;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a thing a caller means to change, by {@code If-Match}.
 *
 * @param thing what it is called in sentences
 */
public record Precondition(String thing, String tags) {

    /** Throws 428 without the header: who does not know what is there would undo another's change. */
    public static Precondition of(String thing, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.ofStatus(428, "Send the ETag of the " + thing + " that you saw as If-Match.")
                    .with(FieldError.header("If-Match", "is missing"));
        }
        return new Precondition(thing, ifMatch);
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** Throws 412 for any other version; a weak tag matches nothing. */
    public void check(long version) {
        boolean met = tags.strip().equals("*")
                || Arrays.stream(tags.split(",", -1)).map(String::strip).anyMatch(etag(version)::equals);
        if (!met) {
            throw Problem.ofStatus(412, "The " + thing + " was changed since: read it again.")
                    .with(FieldError.header("If-Match", "is not the " + thing + "'s ETag"));
        }
    }
}
