package dev.toktra.reconciliation.ledger.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How sums are refreshed and how long things are kept. */
@ConfigMapping(prefix = "toktra.rollup")
public interface RollupConfig {

    /** Between two looks at the marks, {@code off} for none: queries read marked days from the hours until then. */
    @WithDefault("1s")
    String every();

    /** Days of organisations that one refresh sums: few enough to be done in a moment while years are being loaded. */
    @WithDefault("60")
    int daysAtOnce();

    /** Between two looks for tables that have grown by half, {@code off} for none: autovacuum comes by once a minute. */
    @WithDefault("10s")
    String statisticsEvery();

    /** How long single events, hourly sums and the ledger's hours are kept: 13 months. */
    @WithDefault("396")
    int rawDays();

    /** How long the content hashes of batches are kept. */
    @WithDefault("35")
    int batchDays();

    /** When the night throws away what is no longer kept, as a cron expression in UTC. */
    String retentionCron();
}
