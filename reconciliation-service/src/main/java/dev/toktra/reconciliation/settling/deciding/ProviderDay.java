package dev.toktra.reconciliation.settling.deciding;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is settled at a time: a provider's figures of an organisation on one day of UTC.
 *
 * @param provider its word
 */
public record ProviderDay(UUID orgId, String provider, LocalDate day) {

    public Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Instant end() {
        return start().plus(Duration.ofDays(1));
    }

    public List<Instant> hours() {
        return IntStream.range(0, 24)
                .mapToObj(hour -> start().plus(Duration.ofHours(hour)))
                .toList();
    }
}
