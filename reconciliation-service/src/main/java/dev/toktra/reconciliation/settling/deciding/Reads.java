package dev.toktra.reconciliation.settling.deciding;

import dev.toktra.reconciliation.providers.polling.deciding.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How far the usage reports of a provider were read for a day.
 *
 * @param reports of all connections that count, read or not
 * @param grace how long the provider's figures may still change after their hour
 */
public record Reads(int reports, List<Reading> readings, Duration grace) {

    public Reads {
        readings = List.copyOf(readings);
    }

    /** The state of an hour; {@code counted} says whether there is any figure of it. */
    HourState of(Instant hour, boolean counted) {
        Instant end = hour.plus(Duration.ofHours(1));
        if (readings.size() == reports && all(readings, end)) {
            return readings.stream().allMatch(reading -> reading.settles(end, grace))
                    ? HourState.RECONCILED
                    : HourState.PROVISIONAL;
        }
        return counted ? HourState.PROVISIONAL : HourState.ESTIMATED;
    }

    private static boolean all(Collection<Reading> readings, Instant end) {
        return !readings.isEmpty() && readings.stream().allMatch(reading -> reading.tells(end));
    }
}
