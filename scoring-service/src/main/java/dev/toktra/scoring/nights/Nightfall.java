package dev.toktra.scoring.nights;

import dev.toktra.scoring.directory.Organisation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** When nights begin. */
record Nightfall(LocalTime at) {

    /** The day before the last night that has begun in the organisation's zone. */
    LocalDate lastDay(Organisation organisation, Instant now) {
        ZoneId zone = organisation.zoneAt(now);
        boolean begun = !now.atZone(zone).toLocalTime().isBefore(at);
        return organisation.dayOf(now).minusDays(begun ? 1 : 2);
    }
}
