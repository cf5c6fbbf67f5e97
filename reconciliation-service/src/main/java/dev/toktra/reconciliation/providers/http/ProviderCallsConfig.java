package dev.toktra.reconciliation.providers.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently and how far providers are read. */
@ConfigMapping(prefix = "toktra.provider-calls")
public interface ProviderCallsConfig {

    /** How long a connection to a provider may take. */
    @WithDefault("10s")
    Duration connectWithin();

    /** How long one call may take, until the last byte of its answer. */
    @WithDefault("60s")
    Duration answerWithin();

    /** How long the read of a window may take, over all its pages and tries; shorter than toktra.polling.read-within. */
    @WithDefault("3m")
    Duration readWithin();

    /** The longest answer that is read: some tens of thousands of rows. */
    @WithDefault("33554432")
    int maxBodyBytes();

    /** Pages of one read: at a day a page more than a quarter of a year. */
    @WithDefault("100")
    int maxPages();

    /** Calls for one page, the first one counted, when a provider fails or limits. */
    @WithDefault("3")
    int tries();

    /** The pause before a call is repeated, doubled each time. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest pause within a read; who wants a longer one is asked again by a later poll. */
    @WithDefault("30s")
    Duration longestPause();
}
