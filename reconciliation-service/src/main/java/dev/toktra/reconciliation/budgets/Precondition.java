package dev.toktra.reconciliation.budgets;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which version of a budget a caller means to change, by {@code If-Match}. */
record Precondition(String tags) {

    /** Throws 428 without the header: who does not know what is there would undo another's change. */
    static Precondition of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.ofStatus(428, "Send the ETag of the budget that you saw as If-Match.")
                    .with(FieldError.header("If-Match", "is missing"));
        }
        return new Precondition(ifMatch);
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** Throws 412 for any other version; a weak tag matches nothing. */
    void check(long version) {
        boolean met = tags.strip().equals("*")
                || Arrays.stream(tags.split(",", -1)).map(String::strip).anyMatch(etag(version)::equals);
        if (!met) {
            throw Problem.ofStatus(412, "The budget was changed since: read it again.")
                    .with(FieldError.header("If-Match", "is not the budget's ETag"));
        }
    }
}
