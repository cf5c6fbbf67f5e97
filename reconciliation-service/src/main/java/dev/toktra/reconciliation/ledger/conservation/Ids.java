package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.reconciliation.Problems;
import java.util.UUID;

/** Ids as they stand in addresses. */
final class Ids {

    private Ids() {}

    /** An address with something else in place of an id leads nowhere. */
    static UUID parse(String text, String what) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound(what);
        }
    }
}
