package dev.toktra.reconciliation.ledger.conservation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the night recomputes. */
@ConfigMapping(prefix = "toktra.conservation")
public interface ConservationConfig {

    /** Days back from yesterday: no organisation keeps single events for less than 30. */
    @WithDefault("28")
    int recomputeDays();

    /** When, as a cron expression in UTC. */
    String recomputeCron();
}
