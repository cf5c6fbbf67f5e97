package dev.toktra.ingest.batch;

import java.time.Duration;
import java.time.Instant;

/**
 * Which calls can still be counted, by their time.
 *
 * @param skewFrom a device's clock is corrected only if it is off by more than this
 * @param future how far ahead of now a call may be
 * @param retentionMargin how long before the end of the organisation's raw retention a call must arrive
 * @param oldest how old a call may be at most, whatever the retention
 * @param identity how old a call with an identity may be: so long identities are remembered
 */
public record TimeLimits(
        Duration skewFrom, Duration future, Duration retentionMargin, Duration oldest, Duration identity) {

    /** How far the device's clock is behind; zero where it is right enough. */
    Duration skew(Instant sentAt, Instant receivedAt) {
        Duration difference = Duration.between(sentAt, receivedAt);
        return difference.abs().compareTo(skewFrom) > 0 ? difference : Duration.ZERO;
    }

    /** The earliest moment that counts. */
    Instant earliest(Origin origin, boolean identified) {
        Duration kept = Duration.ofDays(origin.rawRetentionDays()).minus(retentionMargin);
        Duration age = kept.compareTo(oldest) > 0 ? oldest : kept;
        return origin.receivedAt().minus(identified && age.compareTo(identity) > 0 ? identity : age);
    }

    /** The latest moment that counts. */
    Instant latest(Instant receivedAt) {
        return receivedAt.plus(future);
    }
}
