package dev.toktra.callerscope;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How caller tokens are verified. */
@ConfigMapping(prefix = "toktra.caller")
interface CallerConfig {

    /** How far the clocks of gateway and service may differ; a token lives 60 s, so this stays well below. */
    @WithDefault("5s")
    Duration leeway();

    /** How long keys that were just fetched are believed to be all: a stream of unknown keys asks no more often. */
    @WithDefault("10s")
    Duration keyRefetch();

    /** How long to leave the gateway alone after it could not be asked for its keys. */
    @WithDefault("1s")
    Duration keyRetry();

    /** How long the gateway may take to answer with its keys. */
    @WithDefault("2s")
    Duration keyTimeout();
}
