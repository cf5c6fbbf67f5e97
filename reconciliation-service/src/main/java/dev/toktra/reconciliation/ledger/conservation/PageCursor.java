package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.asking.QueryForms;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Where the next page begins: the key of the last row, as a text that callers only give back. */
record PageCursor(List<String> key) {

    private static final String UNFIT = "is not one that an earlier page of this list gave";
    private static final String BAR = "|";

    /** The form of a cursor whose key has so many parts. */
    static Function<String, PageCursor> of(int parts) {
        return text -> {
            List<String> key = List.of(QueryForms.key(text).split("\\|", -1));
            if (key.size() != parts) {
                throw new IllegalArgumentException(UNFIT);
            }
            return new PageCursor(key);
        };
    }

    static Problem unfit() {
        return Problem.badRequest("The query has parameters with wrong values.", FieldError.query("cursor", UNFIT));
    }

    static PageCursor at(Object... key) {
        return new PageCursor(java.util.Arrays.stream(key).map(Object::toString).toList());
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BAR, key).getBytes(StandardCharsets.UTF_8));
    }
}
