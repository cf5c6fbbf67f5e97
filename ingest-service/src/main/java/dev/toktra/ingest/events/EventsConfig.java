package dev.toktra.ingest.events;

import dev.toktra.ingest.batch.TimeLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What one request may bring, and which calls can still be counted. */
@ConfigMapping(prefix = "toktra.events")
public interface EventsConfig {

    /** The most that a body may hold once it is inflated. */
    @WithDefault("1M")
    MemorySize mostBytes();

    /** The most events of one batch: one record, and one judgement, must stay small. */
    @WithDefault("500")
    int mostEvents();

    /** A device's clock is corrected only if it is off by more than this. */
    @WithDefault("60s")
    Duration skewFrom();

    /** How far ahead of now a call may be. */
    @WithDefault("15m")
    Duration future();

    /** How long before the end of the organisation's raw retention a call must arrive, so that it is not erased at once. */
    @WithDefault("P2D")
    Duration retentionMargin();

    /** How old a call may be at most: the ledger's raw rows are kept for 13 months. */
    @WithDefault("P390D")
    Duration oldest();

    /** How old a call with an identity may be: identities are remembered for 36 days after arrival. */
    @WithDefault("P35D")
    Duration oldestIdentified();

    /** The shortest wait that a refused sender is told. */
    @WithDefault("1s")
    Duration retryFrom();

    /** The longest: spread, so that senders do not come back all at once. */
    @WithDefault("5s")
    Duration retryTo();

    /** The time limits as the rules take them. */
    default TimeLimits limits() {
        return new TimeLimits(skewFrom(), future(), retentionMargin(), oldest(), oldestIdentified());
    }
}
