package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures: longer each time, up to a bound, and never all at the same moment. */
final class Backoff {

    private static final int DOUBLINGS = 16;
    private static final double JITTER = 0.2;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Retry retry;
    private final RandomGenerator random;

    Backoff(Retry retry, RandomGenerator random) {
        this.retry = retry;
        this.random = random;
    }

    /** {@code failures} are those before this one. A provider's own word holds, within bounds, and is never cut short. */
    Duration after(Trouble trouble, int failures) {
        Duration asked = trouble.retryAfter();
        if (trouble.failure() == Failure.RATE_LIMITED && asked != null) {
            Duration bounded = asked.compareTo(retry.longest()) > 0 ? retry.longest() : asked;
            return bounded.compareTo(LEAST) < 0 ? LEAST : bounded;
        }
        return trouble.failure().mayPass()
                ? jittered(doubled(retry.first(), retry.most(), failures))
                : jittered(doubled(retry.refused(), retry.refusedMost(), failures));
    }

    private static Duration doubled(Duration first, Duration most, int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return wait.compareTo(most) > 0 ? most : wait;
    }

    private Duration jittered(Duration wait) {
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
