package dev.toktra.reconciliation.budgets.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TodayTest {

    /** In Berlin the night of 29 March 2026 lacks an hour, that of 25 October has one twice. */
    @ParameterizedTest(name = "{0} at {1}: {2} of {3}")
    @CsvSource({
        "Europe/Berlin,  2026-03-28T23:00:00Z, 0, 2026-03-29",
        "Europe/Berlin,  2026-03-29T10:30:00Z, 0.5, 2026-03-29",
        "Europe/Berlin,  2026-10-25T10:30:00Z, 0.5, 2026-10-25",
        "Europe/Berlin,  2026-10-24T22:00:00Z, 0, 2026-10-25",
        "Asia/Kathmandu, 2026-03-01T18:14:59Z, 0.99999, 2026-03-01",
        "Asia/Kathmandu, 2026-03-01T18:15:00Z, 0, 2026-03-02",
        "America/Los_Angeles, 2026-03-01T07:00:00Z, 0.95833, 2026-02-28",
    })
    void theDayIsTheOrganisations(ZoneId zone, Instant now, double elapsed, LocalDate day) {
        OrganisationState organisation = new OrganisationState(
                UUID.randomUUID(),
                1,
                false,
                "Acme",
                List.of(new DatedZone(LocalDate.EPOCH, zone)),
                "USD",
                OrganisationState.Privacy.NAMED,
                390);
        Today today = Today.of(organisation, now);
        assertThat(today.day()).isEqualTo(day);
        assertThat(today.elapsed()).isCloseTo(elapsed, within(0.0001));
    }
}
