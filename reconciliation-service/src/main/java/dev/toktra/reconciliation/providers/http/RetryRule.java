package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * When one call is made again within a read: only for failures that may pass in seconds, a bounded number of times, and
 * never sooner than the provider wants.
 *
 * @param tries calls in all, at least one
 * @param firstPause pause after the first call, doubled after each
 * @param longestPause a provider that wants a longer one ends the read instead
 */
public record RetryRule(int tries, Duration firstPause, Duration longestPause) {

    /** The pause before the next call, empty if there is none. */
    public Optional<Duration> pauseAfter(int tried, Trouble trouble) {
        boolean passing = trouble.failure() == Failure.UNAVAILABLE || trouble.failure() == Failure.RATE_LIMITED;
        if (!passing || tried >= tries) {
            return Optional.empty();
        }
        Duration wanted = trouble.retryAfter();
        if (wanted != null) {
            return Optional.of(wanted).filter(pause -> pause.compareTo(longestPause) <= 0);
        }
        Duration pause = firstPause.multipliedBy(1L << Math.min(tried - 1, 20));
        return Optional.of(pause.compareTo(longestPause) < 0 ? pause : longestPause);
    }
}
