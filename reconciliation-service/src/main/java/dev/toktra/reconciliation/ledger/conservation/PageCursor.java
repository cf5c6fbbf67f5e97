package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the next page begins: the key of the last row, as a text that callers only give back. */
record PageCursor(List<String> key) {

    private static final String BAR = "|";

    static @Nullable PageCursor parse(@Nullable String text, int parts) {
        if (text == null) {
            return null;
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parsed = List.of(key.split("\\|", -1));
            if (parsed.size() == parts) {
                return new PageCursor(parsed);
            }
        } catch (IllegalArgumentException e) {
            throw unfit();
        }
        throw unfit();
    }

    static Problem unfit() {
        return Problem.badRequest(
                "The query has parameters with wrong values.",
                FieldError.query("cursor", "is not one that an earlier page of this list gave"));
    }

    static PageCursor of(Object... key) {
        return new PageCursor(java.util.Arrays.stream(key).map(Object::toString).toList());
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BAR, key).getBytes(StandardCharsets.UTF_8));
    }
}
