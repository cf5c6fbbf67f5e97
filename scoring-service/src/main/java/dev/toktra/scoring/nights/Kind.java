package dev.toktra.scoring.nights;

import java.util.Locale;

/** Why a run is made. */
enum Kind {
    /** A night has begun. */
    NIGHTLY,
    /** Facts of the night arrived after its run. */
    CATCH_UP,
    /** An administrator asked. */
    ON_DEMAND;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
