package dev.toktra.reconciliation.settling.naming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How names and rules are followed. */
@ConfigMapping(prefix = "toktra.naming")
public interface NamingConfig {

    /** Between two looks for names of models that are new or whose rules changed, off for none */
    @WithDefault("5s")
    String every();

    /** How far back a changed rule has days settled again: what was settled before is frozen */
    @WithDefault("35d")
    Duration reopens();

    /** How far back what nobody is named for is looked for, and when a model was last seen */
    @WithDefault("30d")
    Duration candidatesOf();
}
