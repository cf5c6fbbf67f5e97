package dev.toktra.scoring.directory;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.OrganisationState.Privacy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What results depend on of an organisation: how its days go and how its people are shown. */
public record Organisation(UUID org, Privacy privacy, List<DatedZone> zones) {

    public Organisation {
        zones = List.copyOf(zones);
    }

    /**
     * An organisation as its rows have it.
     *
     * @param privacy in lower case
     * @param days from which the zones hold, in order
     * @throws java.time.DateTimeException where a zone is none
     */
    public static Organisation of(UUID org, String privacy, List<LocalDate> days, List<String> zones) {
        List<DatedZone> dated = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            dated.add(new DatedZone(days.get(i), ZoneId.of(zones.get(i))));
        }
        return new Organisation(org, Privacy.valueOf(privacy.toUpperCase(Locale.ROOT)), dated);
    }

    /** The organisation's calendar day of an instant. */
    public LocalDate dayOf(Instant instant) {
        return state().dayOf(instant);
    }

    public ZoneId zoneAt(Instant instant) {
        return state().zoneAt(instant);
    }

    public ZoneId zoneOn(LocalDate day) {
        return state().zoneOn(day);
    }

    private OrganisationState state() {
        return new OrganisationState(org, 1, false, "-", zones, "USD", privacy, 30);
    }
}
