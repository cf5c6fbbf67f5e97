package dev.toktra.gateway.conventions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long answers are kept for requests that are sent again. */
@ConfigMapping(prefix = "toktra.idempotency")
public interface IdempotencyConfig {

    /** Two days: a job that failed on a Friday evening may be repeated on Sunday. */
    @WithDefault("48h")
    Duration keptFor();
}
