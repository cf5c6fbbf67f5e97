package dev.toktra.reconciliation.budgets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often budgets are compared with what is spent. */
@ConfigMapping(prefix = "toktra.budgets")
interface BudgetsConfig {

    /** Between two looks for what is due, off for none: a new budget has its status within seconds. */
    @WithDefault("2s")
    String every();

    /** The least time between two looks at an organisation whose usage changes all the time. */
    @WithDefault("30s")
    Duration changedAtMostEvery();

    /** The longest time without a look: pace and projection go on where nothing is used. */
    @WithDefault("10m")
    Duration quietEvery();
}
