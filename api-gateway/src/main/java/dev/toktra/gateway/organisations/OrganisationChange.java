package dev.toktra.gateway.organisations;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of an organisation; null is left as it is.
 *
 * @param zone holds from the next day that has begun neither by the zone of now nor by itself: the days that have begun
 *     keep their hours
 */
record OrganisationChange(@Nullable String name, @Nullable ZoneId zone) {

    String nameAfter(OrganisationState before) {
        return name == null ? before.name() : name;
    }

    /** The zones after the change; a change that has not begun is replaced. */
    List<DatedZone> zonesAfter(OrganisationState before, Instant now) {
        if (zone == null) {
            return before.zones();
        }
        LocalDate tomorrow = before.dayOf(now).plusDays(1);
        List<DatedZone> zones = new ArrayList<>(before.zones().stream()
                .filter(dated -> dated.from().isBefore(tomorrow))
                .toList());
        if (!zones.get(zones.size() - 1).zone().equals(zone)) {
            LocalDate its = LocalDate.ofInstant(now, zone).plusDays(1);
            zones.add(new DatedZone(its.isAfter(tomorrow) ? its : tomorrow, zone));
        }
        return zones;
    }
}
