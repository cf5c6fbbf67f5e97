package dev.toktra.reconciliation.usage.facts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How daily facts are kept in step with usage. */
@ConfigMapping(prefix = "toktra.facts")
interface FactsConfig {

    /** Between two looks at the marks, {@code off} for none: seconds, so that a day that was quiet is published at once. */
    @WithDefault("2s")
    String every();

    /** The least time between two versions of a person-day: today changes all the time, and readers replace it whole. */
    @WithDefault("60s")
    Duration dayAtMostEvery();

    /** Days that are recomputed in one transaction. */
    @WithDefault("30")
    int daysAtOnce();
}
