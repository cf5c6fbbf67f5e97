package dev.toktra.devstack.provider.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The width of a bucket, with how many fit on a page when nobody says and at most. */
public enum Width {
    MINUTE("1m", Duration.ofMinutes(1), 60, 1440),
    HOUR("1h", Duration.ofHours(1), 24, 168),
    DAY("1d", Duration.ofDays(1), 7, 31);

    private final String word;
    private final Duration duration;
    private final int usualLimit;
    private final int maximum;

    Width(String word, Duration duration, int usualLimit, int maximum) {
        this.word = word;
        this.duration = duration;
        this.usualLimit = usualLimit;
        this.maximum = maximum;
    }

    public static Optional<Width> of(String word) {
        return Arrays.stream(values()).filter(width -> width.word.equals(word)).findFirst();
    }

    public int usualLimit() {
        return usualLimit;
    }

    public int maximum() {
        return maximum;
    }

    public Instant floor(Instant instant) {
        long seconds = duration.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    /** The buckets from the start, the first one cut where it is not aligned, that begin before the end. */
    public List<Bucket> buckets(Instant start, Instant end) {
        List<Bucket> buckets = new ArrayList<>();
        Instant from = start;
        while (from.isBefore(end)) {
            Instant to = floor(from).plus(duration);
            buckets.add(new Bucket(from, to));
            from = to;
        }
        return buckets;
    }
}
