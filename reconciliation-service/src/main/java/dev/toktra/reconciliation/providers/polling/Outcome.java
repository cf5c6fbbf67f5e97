package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Trouble;
import org.jspecify.annotations.Nullable;

/** What a run came to. */
record Outcome(
        Claim claim, Kind kind, Changed changed, @Nullable Trouble trouble) {

    enum Kind {
        COMPLETE,
        FAILED,
        /** Another reader took over, or the connection was changed meanwhile; nothing of it was written. */
        LOST
    }

    /** How many figures it changed, by how. */
    record Changed(int inserted, int changed, int missing, int retracted) {

        static final Changed NONE = new Changed(0, 0, 0, 0);
    }
}
