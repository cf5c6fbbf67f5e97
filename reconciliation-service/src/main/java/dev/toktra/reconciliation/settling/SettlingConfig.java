package dev.toktra.reconciliation.settling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often days are settled, and until when. */
@ConfigMapping(prefix = "toktra.settling")
interface SettlingConfig {

    /** Between two looks at the marks, {@code off} for none. */
    @WithDefault("5s")
    String every();

    /** The least time between two settlements of a day: devices mark today all the time. */
    @WithDefault("60s")
    Duration dayAtMostEvery();

    /** Days that one look settles, each in a transaction of its own. */
    @WithDefault("100")
    int daysAtOnce();

    /** How long after its hour, or after it was first reconciled, a share is computed anew: as long as polling reads back. */
    @WithDefault("35d")
    Duration frozenAfter();

    /** How long hours are kept, with their shares and causes: 13 months, as the sums of devices they are held against. */
    @WithDefault("396")
    int keptDays();

    /** How long runs are kept: 13 months, as what they are settled again from. */
    @WithDefault("396")
    int keptRunDays();

    /** The wait after a day could not be settled; doubled with each further failure. */
    @WithDefault("30s")
    Duration retryFirst();

    /** The longest wait after failures. */
    @WithDefault("1h")
    Duration retryMost();
}
