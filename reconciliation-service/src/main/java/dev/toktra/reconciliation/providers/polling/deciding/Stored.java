package dev.toktra.reconciliation.providers.polling.deciding;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure as it is known now.
 *
 * @param valueHash of what was read last
 * @param missingSince when a complete read did not have it for the first time; null while it is there
 */
public record Stored(
        UUID key,
        Instant bucket,
        UUID valueHash,
        State state,
        @Nullable Instant missingSince) {

    /** What is known of a figure. */
    public enum State {
        KNOWN,
        /** A complete read did not have it; its value stays. */
        RETRACTION_PENDING,
        /** It is gone, and counts as 0. */
        RETRACTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
