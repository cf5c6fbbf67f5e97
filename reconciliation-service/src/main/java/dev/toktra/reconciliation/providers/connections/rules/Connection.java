package dev.toktra.reconciliation.providers.connections.rules;

import dev.toktra.reconciliation.providers.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as an administrator set it up, with how its reading goes; without its secret.
 *
 * @param version of what was set, counted up by each change
 * @param secretHint the secret's last four characters
 */
public record Connection(
        UUID connectionId,
        UUID orgId,
        String name,
        Settings settings,
        State state,
        long version,
        long secretVersion,
        String secretHint,
        Instant createdAt,
        Instant updatedAt,
        Reading reading) {

    /** Whether it is read. */
    public enum State {
        ACTIVE,
        PAUSED
    }

    /**
     * How its reading goes.
     *
     * @param lastSuccessAt since when the least fresh of its usage reports is known; null before its first time
     * @param settledThrough its usage before this is complete and not expected to change
     * @param stale whether a usage report could not be read the last time
     */
    public record Reading(
            @Nullable Instant lastSuccessAt,
            @Nullable Instant settledThrough,
            boolean stale,
            @Nullable Mishap lastFailure) {

        /** Of a connection that was never read. */
        public static final Reading NONE = new Reading(null, null, false, null);

        /** Fresh, stale where it failed the last time or was read longer ago than that, missing before its first time. */
        public String freshness(Instant now, Duration staleAfter) {
            return lastSuccessAt == null
                    ? "missing"
                    : stale || lastSuccessAt.plus(staleAfter).isBefore(now) ? "stale" : "fresh";
        }
    }

    /** The last time that something could not be read: a word for programs, a sentence for people. */
    public record Mishap(Instant at, String failure, String words) {}

    public Provider provider() {
        return settings.provider();
    }
}
