package dev.toktra.reconciliation.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How usage is answered. */
@ConfigMapping(prefix = "toktra.usage")
interface UsageConfig {

    /**
     * How many CSV lists are sent at a time: each keeps a connection as long as its reader takes, and the pool of 16 has to
     * serve short questions too.
     */
    @WithDefault("6")
    int csvStreams();
}
