package dev.toktra.reconciliation.providers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a provider.
 *
 * @param words for an administrator: what is wrong and what to do; no secret and nothing that a provider wrote freely
 * @param retryAfter how long the provider wants to be left alone, null where it does not say
 * @param earliest for {@link Failure#TOO_FAR_BACK}: the first start that the provider allows, null where it does not say
 */
public record Trouble(
        Failure failure,
        String words,
        @Nullable Duration retryAfter,
        @Nullable Instant earliest) {

    public static Trouble of(Failure failure, String words) {
        return new Trouble(failure, words, null, null);
    }

    public Trouble after(@Nullable Duration pause) {
        return new Trouble(failure, words, pause, earliest);
    }
}
