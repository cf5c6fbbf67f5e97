package dev.toktra.reconciliation.usage.sums;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How days are summed for answers. */
@ConfigMapping(prefix = "toktra.sums")
interface SumsConfig {

    /** Between two looks at the marks, {@code off} for none: answers read marked days from their rows until then. */
    @WithDefault("2s")
    String every();

    /** How long a day has to be left alone before it is summed: sums of a day that changes every second are never true. */
    @WithDefault("5s")
    Duration quiet();

    /** How long a day that is never quiet keeps its marks, which are one a second: it is summed so that they go. */
    @WithDefault("5m")
    Duration patience();

    /** Days that are summed in one transaction. */
    @WithDefault("20")
    int daysAtOnce();
}
