package dev.toktra.reconciliation.repeats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long requests may be repeated. */
@ConfigMapping(prefix = "toktra.repeats")
public interface RepeatsConfig {

    /** How long a request with an Idempotency-Key is answered as it was first: a day of trying again. */
    @WithDefault("24h")
    Duration keep();

    /** Between two looks for answers that are older, off for none. */
    @WithDefault("1h")
    String cleanEvery();
}
