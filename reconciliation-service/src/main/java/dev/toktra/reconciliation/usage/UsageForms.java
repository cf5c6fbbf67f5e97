package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.QueryForms;
import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.Dimension;
import java.util.List;

/** Forms of the query parameters of usage, for {@link QueryReader}. */
final class UsageForms {

    private static final int MAX_CURSOR = 4000;

    private UsageForms() {}

    static List<Dimension> dimensions(String text) {
        return QueryForms.words(text, Dimension.values());
    }

    static Cursor cursor(String text) {
        try {
            if (text.length() <= MAX_CURSOR) {
                return Cursor.parse(text);
            }
        } catch (IllegalArgumentException e) {
            // told below: whoever sends it did not write it
        }
        throw new IllegalArgumentException("is not a cursor of this address");
    }
}
