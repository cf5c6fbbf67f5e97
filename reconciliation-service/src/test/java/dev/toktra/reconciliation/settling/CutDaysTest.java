package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.OrganisationState;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of days in hours, and hours in the organisation's days. */
class CutDaysTest {

    private static final String DAY = "2026-11-20";

    private SettlingRig rig;
    private UUID connection;
    private UUID ada;
    private UUID bob;

    @BeforeEach
    void open() throws SQLException {
        use(SettlingRig.in("UTC"));
    }

    private void use(SettlingRig other) throws SQLException {
        rig = other;
        connection = rig.connected(SettlingRig.OPENAI);
        ada = rig.person("user-ada");
        bob = rig.person("user-bob");
    }

    @AfterEach
    void close() throws SQLException {
        rig.close();
    }

    private List<String> shares() throws SQLException {
        return rig.shares(Map.of("ada", ada, "bob", bob));
    }

    private List<String> days() throws SQLException {
        return rig.rows("select to_char(day, 'DD'), whole from settled_day where org_id = :o order by 1");
    }

    @Test
    void anHourThatMidnightCutsIsDividedByWhatDevicesSawOnBothSides() throws SQLException {
        rig.close();
        use(SettlingRig.in("Asia/Kolkata")); // midnight is at 18:30 UTC
        rig.says(Said.of(connection, "2026-11-20T18:00:00Z", "user-ada", 1000, 10));
        rig.says(Said.of(connection, "2026-11-20T18:00:00Z", "user-bob", 11, 1));
        rig.saw(ada, Instant.parse("2026-11-20T18:29:00Z"), "gpt-5", 1, 0);
        rig.saw(ada, Instant.parse("2026-11-20T18:30:00Z"), "gpt-5", 3, 0);
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(rig.rows("select to_char(day, 'DD'), sum(input), sum(output) from settled_share where org_id = :o"
                        + " and subject = '" + ada + "' group by 1 order by 1"))
                .containsExactly("20 250 3", "21 750 7");
        assertThat(rig.rows("select to_char(day, 'DD'), sum(input) from settled_share where org_id = :o and subject = '"
                        + bob + "' group by 1 order by 1"))
                .as("as the model's, where no device of his saw it")
                .containsExactly("20 3", "21 8");
        assertThat(days()).as("the other UTC day was not read").containsExactly("20 f", "21 f");
        rig.read(connection, "2026-11-21");
        rig.clock.tick(Duration.ofDays(2));
        rig.read(connection, "2026-11-21");
        rig.settle("2026-11-21");
        assertThat(days()).containsExactly("20 f", "21 t", "22 f");
    }

    @Test
    void withoutAnyDeviceACutHourIsDividedByTime() throws SQLException {
        rig.close();
        use(SettlingRig.in("Asia/Kathmandu")); // midnight is at 18:15 UTC
        rig.says(Said.of(connection, "2026-11-20T18:00:00Z", "user-ada", 1000, 0));
        rig.settle(DAY);
        assertThat(shares()).containsExactly("20-18 20 ada exact standard 250 0", "20-18 21 ada exact standard 750 0");
    }

    @Test
    void aNewZoneCutsWhereItBegins() throws SQLException {
        rig.close();
        use(new SettlingRig(
                new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneId.of("Asia/Kolkata")),
                new OrganisationState.DatedZone(LocalDate.parse("2026-11-20"), ZoneId.of("America/St_Johns"))));
        rig.says(Said.of(connection, "2026-11-19T18:00:00Z", "user-ada", 60, 0));
        rig.says(Said.of(connection, "2026-11-20T03:00:00Z", "user-ada", 60, 0));
        rig.settle("2026-11-19");
        rig.settle("2026-11-20");
        assertThat(shares())
                .as("it is the 20th in Kolkata before it is in St John's")
                .containsExactly(
                        "19-18 19 ada exact standard 30 0",
                        "19-18 20 ada exact standard 30 0",
                        "20-03 20 ada exact standard 60 0");
    }

    @Test
    void aTotalOfADayIsSpreadOverTheHoursInWhichDevicesSawTheModel() throws SQLException {
        rig.says(
                Said.of(connection, "2026-11-20T00:00:00Z", "user-ada", 1000, 0).ofDay());
        rig.saw(ada, Instant.parse("2026-11-20T09:00:00Z"), "gpt-5", 3, 0);
        rig.saw(bob, Instant.parse("2026-11-20T15:30:00Z"), "gpt-5", 7, 0);
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(shares()).containsExactly("20-09 20 ada exact standard 300 0", "20-15 20 ada exact standard 700 0");
        rig.update("delete from usage_hourly where org_id = :o");
        rig.settle(DAY);
        assertThat(rig.rows("select count(distinct hour), sum(input), min(input), max(input) from settled_share"
                        + " where org_id = :o"))
                .as("else evenly")
                .containsExactly("24 1000 41 42");
    }
}
