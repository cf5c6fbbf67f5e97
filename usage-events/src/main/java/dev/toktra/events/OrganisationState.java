package dev.toktra.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An organisation's settings.
 *
 * @param zones its time zone by day, in order; the first one holds for all days before the second begins
 * @param currency ISO 4217 code
 * @param privacy how people appear in scores and leaderboards
 * @param rawRetentionDays days that single events are kept, 30 to 390
 */
public record OrganisationState(
        UUID orgId,
        long version,
        boolean deleted,
        String name,
        List<DatedZone> zones,
        String currency,
        Privacy privacy,
        int rawRetentionDays)
        implements State {

    /** How people appear in scores and leaderboards. */
    public enum Privacy {
        NAMED,
        ANONYMISED,
        TEAMS_ONLY
    }

    /** A time zone and the first local day on which it holds. */
    public record DatedZone(LocalDate from, ZoneId zone) {

        public DatedZone {
            Laws.present(from, "from");
            Laws.present(zone, "zone");
        }
    }

    public OrganisationState {
        Laws.present(orgId, "org_id");
        Laws.law(version >= 1, "version starts at 1");
        Laws.law(!Laws.present(name, "name").isBlank(), "name must not be blank");
        zones = Laws.present(zones, "zones").stream()
                .sorted(Comparator.comparing(DatedZone::from))
                .toList();
        Laws.law(!zones.isEmpty(), "an organisation has a time zone");
        Laws.law(Laws.present(currency, "currency").matches("[A-Z]{3}"), "currency must be an ISO 4217 code");
        Laws.present(privacy, "privacy");
        Laws.law(rawRetentionDays >= 30 && rawRetentionDays <= 390, "raw_retention_days must be 30 to 390");
    }

    @Override
    public String key() {
        return orgId.toString();
    }

    @Override
    public OrganisationState erased(long lastVersion) {
        return new OrganisationState(
                orgId, lastVersion, true, "deleted", zones, "USD", Privacy.TEAMS_ONLY, rawRetentionDays);
    }

    /** The zone that decides the day of an instant: the latest one that has begun by its own calendar. */
    public ZoneId zoneAt(Instant instant) {
        for (int i = zones.size() - 1; i > 0; i--) {
            DatedZone dated = zones.get(i);
            if (!LocalDate.ofInstant(instant, dated.zone()).isBefore(dated.from())) {
                return dated.zone();
            }
        }
        return zones.get(0).zone();
    }

    /** The organisation's calendar day of an instant. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zoneAt(instant));
    }

    /** The zone of a calendar day. */
    public ZoneId zoneOn(LocalDate day) {
        for (int i = zones.size() - 1; i > 0; i--) {
            if (!day.isBefore(zones.get(i).from())) {
                return zones.get(i).zone();
            }
        }
        return zones.get(0).zone();
    }
}
