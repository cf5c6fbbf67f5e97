package dev.toktra.gateway.routing;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** So many requests in a time for each of many callers; of those not heard for long, the oldest are forgotten. */
final class RateLimits {

    private static final int MOST_CALLERS = 50_000;

    private final int limit;
    private final Duration period;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    RateLimits(int limit, Duration period, Clock clock) {
        this.limit = limit;
        this.period = period;
        this.time = new ClockMeter(clock);
    }

    /**
     * What is left to a caller after one more request.
     *
     * @param granted whether the request is within the limit
     * @param remaining requests that would be granted now
     * @param period in which {@code limit} requests are granted
     * @param resetSeconds seconds until all of {@code limit} is granted again
     * @param retryAfter when the next request is granted, if this one is not
     */
    record Share(boolean granted, int limit, Duration period, long remaining, long resetSeconds, Duration retryAfter) {}

    /** Counts one request of a caller. */
    Share take(String caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        return new Share(
                probe.isConsumed(),
                limit,
                period,
                probe.getRemainingTokens(),
                TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset() + TimeUnit.SECONDS.toNanos(1) - 1),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private synchronized Bucket bucket(String caller) {
        return buckets.computeIfAbsent(
                caller,
                unseen -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(limit)
                                .refillGreedy(limit, period)
                                .build())
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
