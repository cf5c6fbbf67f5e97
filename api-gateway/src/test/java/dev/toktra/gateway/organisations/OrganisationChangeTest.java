package dev.toktra.gateway.organisations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.OrganisationState.Privacy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrganisationChangeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
    private static final DatedZone ALWAYS = new DatedZone(LocalDate.EPOCH, BERLIN);
    /** Already the 23rd in Berlin. */
    private static final Instant LATE = Instant.parse("2026-11-22T23:30:00Z");

    private static OrganisationState organisation(DatedZone... zones) {
        return new OrganisationState(new UUID(1, 1), 1, false, "Acme", List.of(zones), "EUR", Privacy.NAMED, 390);
    }

    private static List<DatedZone> changed(ZoneId zone, DatedZone... before) {
        return new OrganisationChange(null, zone).zonesAfter(organisation(before), LATE);
    }

    @Test
    void zoneHoldsFromTheNextLocalDay() {
        assertThat(changed(KATHMANDU, ALWAYS))
                .containsExactly(ALWAYS, new DatedZone(LocalDate.of(2026, 11, 24), KATHMANDU));
    }

    /** It is the 22nd in Berlin and the 23rd in Kathmandu, where the next local day of Berlin began 37 minutes ago. */
    @Test
    void zoneThatIsAheadWaitsForADayOfItsOwn() {
        Instant evening = Instant.parse("2026-11-22T18:52:00Z");

        List<DatedZone> zones = new OrganisationChange(null, KATHMANDU).zonesAfter(organisation(ALWAYS), evening);

        assertThat(zones).containsExactly(ALWAYS, new DatedZone(LocalDate.of(2026, 11, 24), KATHMANDU));
        OrganisationState after = organisation(zones.toArray(DatedZone[]::new));
        assertThat(after.dayOf(evening)).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(after.dayOf(evening.minusSeconds(3600))).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @Test
    void changeThatHasNotBegunIsReplaced() {
        assertThat(changed(HONOLULU, ALWAYS, new DatedZone(LocalDate.of(2026, 11, 24), KATHMANDU)))
                .containsExactly(ALWAYS, new DatedZone(LocalDate.of(2026, 11, 24), HONOLULU));
    }

    @Test
    void goingBackBeforeItBeginsLeavesNoTrace() {
        assertThat(changed(BERLIN, ALWAYS, new DatedZone(LocalDate.of(2026, 11, 24), KATHMANDU)))
                .containsExactly(ALWAYS);
    }

    @Test
    void daysThatHaveBegunKeepTheirZone() {
        DatedZone since = new DatedZone(LocalDate.of(2026, 11, 23), KATHMANDU);

        assertThat(changed(HONOLULU, ALWAYS, since))
                .containsExactly(ALWAYS, since, new DatedZone(LocalDate.of(2026, 11, 24), HONOLULU));
    }

    @Test
    void nameAloneChangesNoZone() {
        OrganisationChange change = new OrganisationChange("New", null);

        assertThat(change.nameAfter(organisation(ALWAYS))).isEqualTo("New");
        assertThat(change.zonesAfter(organisation(ALWAYS), LATE)).containsExactly(ALWAYS);
    }
}
