package dev.toktra.agent.sender;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Full jitter: a wait drawn evenly from zero to a bound that doubles with each failure. */
public record Backoff(Duration first, Duration longest) {

    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the bounds of waiting are positive and ascend");
        }
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures how many there were in a row, from 1
     * @param notBefore what the server asked for; the drawn wait comes on top, so that a crowd does not return at once
     */
    public Duration after(int failures, Duration notBefore, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long bound = Math.min(doubled, longest.toMillis());
        return notBefore.plusMillis(random.nextLong(bound + 1));
    }
}
