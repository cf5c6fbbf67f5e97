package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.OrganisationState;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days of a provider on the real database, settled one at a time. */
class SettlingTest {

    private static final String DAY = "2026-11-20";
    private static final String TEN = "2026-11-20T10:00:00Z";

    private SettlingRig rig;
    private UUID connection;
    private UUID ada;
    private UUID bob;

    @BeforeEach
    void open() throws SQLException {
        use(SettlingRig.in("UTC"));
    }

    @AfterEach
    void close() throws SQLException {
        rig.close();
    }

    private void use(SettlingRig other) throws SQLException {
        rig = other;
        connection = rig.connected(SettlingRig.OPENAI);
        ada = rig.person("user-ada");
        bob = rig.person("user-bob");
    }

    private List<String> shares() throws SQLException {
        return rig.shares(Map.of("ada", ada, "bob", bob));
    }

    private List<String> daily() throws SQLException {
        return rig.rows("select to_char(day, 'DD'), case subject when '" + ada + "' then 'ada' when '" + bob
                + "' then 'bob' else subject end, attribution, state, input, output, unpriced from settled_daily"
                + " where org_id = :o order by 1, 2, 3, 4");
    }

    private List<String> days() throws SQLException {
        return rig.rows("select to_char(day, 'DD'), whole from settled_day where org_id = :o order by 1");
    }

    @Test
    void whatTheProviderNamesIsExactAndTheRestIsAllocatedByWhatDevicesSaw() throws SQLException {
        rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.says(Said.of(connection, TEN, null, 500, 50));
        rig.saw(ada, Instant.parse(TEN), "gpt-5", 1000, 100);
        rig.saw(bob, Instant.parse(TEN), "gpt-5", 300, 30);
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(shares())
                .containsExactly(
                        "20-10 20 bob allocated standard 399 40",
                        "20-10 20 ada exact standard 1000 100",
                        "20-10 20 unattributed unattributed standard 101 10");
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 1500 150 1300");
        assertThat(daily())
                .containsExactly(
                        "20 ada exact reconciled 1000 100 1100",
                        "20 bob allocated reconciled 399 40 439",
                        "20 unattributed unattributed reconciled 101 10 111");
        assertThat(days()).containsExactly("20 t");
    }

    @Test
    void anHourIsFinalOnceEveryReportWasReadAfterTheGrace() throws SQLException {
        Instant ten = Instant.parse(TEN);
        rig.saw(ada, ten, "gpt-5", 10, 1);
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 estimated null null 10");
        rig.read(connection, DAY, ten.plus(Duration.ofHours(25)).minusSeconds(1), ten.plus(Duration.ofHours(1)));
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 provisional null null 10");
        rig.read(connection, DAY, ten.plus(Duration.ofHours(25)), ten.plus(Duration.ofHours(1)));
        rig.settle(DAY);
        assertThat(rig.cells())
                .as("a model that only devices saw was not used")
                .containsExactly("20-10 gpt-5 reconciled 0 0 10");
        assertThat(rig.rows("select count(*), count(*) filter (where state = 'reconciled') from settled_hour"
                        + " where org_id = :o"))
                .as("hours 0 to 10 are final, the later ones were not asked for")
                .containsExactly("11 11");
        assertThat(days()).containsExactly("20 f");
        rig.update("delete from read_day where org_id = :o and source = 'openai_embeddings'");
        rig.settle(DAY);
        assertThat(rig.cells())
                .as("one of two reports proves nothing")
                .containsExactly("20-10 gpt-5 estimated null null 10");
        assertThat(days()).isEmpty();
    }

    @Test
    void figuresAloneMakeAnHourProvisional() throws SQLException {
        rig.says(Said.of(connection, TEN, "user-ada", 7, 3));
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 provisional 7 3 0");
        assertThat(shares()).containsExactly("20-10 20 ada exact standard 7 3");
        assertThat(daily()).isEmpty();
    }

    @Test
    void aFigureThatChangesLaterIsRestated() throws SQLException {
        UUID key = rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.settle(DAY);
        rig.update("update provider_count set input = 1100 where key_hash = '" + key + "'");
        rig.settle(DAY);
        assertThat(rig.cells()).as("not before it was final").containsExactly("20-10 gpt-5 provisional 1100 100 0");
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 1100 100 0");
        rig.update("update provider_count set input = 1200 where key_hash = '" + key + "'");
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 restated 1200 100 0");
        assertThat(rig.rows("select first_input, first_output, restated_at > reconciled_at from settled_cell"
                        + " where org_id = :o"))
                .containsExactly("1100 100 t");
        assertThat(daily()).containsExactly("20 ada exact restated 1200 100 1300");
    }

    @Test
    void aRetractedFigureIsRestatedToNothing() throws SQLException {
        UUID key = rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.read(connection, DAY);
        rig.settle(DAY);
        rig.update("update provider_count set state = 'retracted' where key_hash = '" + key + "'");
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 restated 0 0 0");
        assertThat(shares()).isEmpty();
        assertThat(daily()).isEmpty();
        assertThat(days()).as("nobody used it, and that is known").containsExactly("20 t");
    }

    @Test
    void lateDeviceEventsAndNewMappingsMoveSharesAndNoTotals() throws SQLException {
        rig.says(Said.of(connection, TEN, null, 900, 0));
        rig.read(connection, DAY);
        rig.saw(ada, Instant.parse(TEN), "gpt-5", 900, 0);
        rig.settle(DAY);
        assertThat(shares()).containsExactly("20-10 20 ada allocated standard 900 0");
        rig.saw(bob, Instant.parse(TEN).plusSeconds(60), "gpt-5", 900, 0);
        rig.settle(DAY);
        assertThat(shares())
                .containsExactly("20-10 20 ada allocated standard 450 0", "20-10 20 bob allocated standard 450 0");
        rig.update("update identity_person set user_id = '" + ada + "' where user_id = '" + bob + "'");
        rig.settle(DAY);
        assertThat(shares()).containsExactly("20-10 20 ada allocated standard 900 0");
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 900 0 1800");
    }

    @Test
    void anAdministratorsWordGivesAKeyToAPersonOrToTheirDepartment() throws SQLException {
        UUID sales = UUID.randomUUID();
        UUID inner = UUID.randomUUID();
        rig.update("insert into unit values (:o, '" + sales + "', 'department', 'Sales', null), (:o, '" + inner
                + "', 'department', 'Inner sales', '" + sales + "')");
        rig.in(bob, inner);
        rig.update("insert into identity_mapping values (gen_random_uuid(), :o, 'openai', 'key', 'k1', '" + ada
                + "', null, '2026-01-01', null, 1, now()), (gen_random_uuid(), :o, 'openai', 'key', 'k2', null, '" + sales
                + "', '2026-01-01', null, 1, now())");
        rig.says(Said.of(connection, TEN, null, 100, 10).by("k1"));
        rig.says(Said.of(connection, TEN, null, 500, 50).by("k2"));
        rig.saw(bob, Instant.parse(TEN), "gpt-5", 300, 30);
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(shares())
                .containsExactly(
                        "20-10 20 bob mapped standard 399 40",
                        "20-10 20 ada mapped standard 100 10",
                        "20-10 20 unattributed unattributed standard 101 10");
        assertThat(rig.rows("select unit_id from settled_daily where org_id = :o and subject = 'unattributed'"))
                .containsExactly(sales.toString());
    }

    @Test
    void aTotalOfADayIsSpreadOverTheHoursInWhichDevicesSawTheModel() throws SQLException {
        rig.says(Said.of(connection, "2026-11-20T00:00:00Z", "user-ada", 1000, 0).ofDay());
        rig.saw(ada, Instant.parse("2026-11-20T09:00:00Z"), "gpt-5", 3, 0);
        rig.saw(bob, Instant.parse("2026-11-20T15:30:00Z"), "gpt-5", 7, 0);
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(shares())
                .containsExactly("20-09 20 ada exact standard 300 0", "20-15 20 ada exact standard 700 0");
        rig.update("delete from usage_hourly where org_id = :o");
        rig.settle(DAY);
        assertThat(rig.rows("select count(distinct hour), sum(input), min(input), max(input) from settled_share"
                        + " where org_id = :o"))
                .as("else evenly")
                .containsExactly("24 1000 41 42");
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
        assertThat(shares())
                .containsExactly("20-18 20 ada exact standard 250 0", "20-18 21 ada exact standard 750 0");
    }

    @Test
    void whatIsSettledLongAgoIsFrozen() throws SQLException {
        UUID key = rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.read(connection, DAY);
        rig.settle(DAY);
        rig.update("update provider_count set input = 2000 where key_hash = '" + key + "'");
        rig.clock.tick(Duration.ofDays(35).minusMinutes(5));
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 restated 2000 100 0");
        rig.update("update provider_count set input = 3000 where key_hash = '" + key + "'");
        rig.clock.tick(Duration.ofMinutes(5));
        rig.settle(DAY);
        assertThat(rig.cells())
                .as("from 35 days after it was first reconciled")
                .containsExactly("20-10 gpt-5 restated 2000 100 0");
        assertThat(shares()).containsExactly("20-10 20 ada exact standard 2000 100");
    }

    @Test
    void aSecondRunWritesNothing() throws SQLException {
        rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.says(Said.of(connection, TEN, null, 77, 7));
        rig.saw(bob, Instant.parse(TEN), "gpt-5", 300, 30);
        rig.prices = (use, counts) ->
                Optional.of(new PricedAmount(new BigDecimal("0.50").multiply(BigDecimal.valueOf(counts.input())), "p1"));
        rig.read(connection, DAY);
        rig.settle(DAY);
        rig.update("delete from dirty_fact where org_id = :o");
        List<String> written = written();
        rig.settle(DAY);
        assertThat(written()).isEqualTo(written);
        assertThat(rig.rows("select * from dirty_fact where org_id = :o")).isEmpty();
    }

    private List<String> written() throws SQLException {
        return rig.rows("select 'c', xmin, ctid from settled_cell where org_id = :o union all"
                + " select 's', xmin, ctid from settled_share where org_id = :o union all"
                + " select 'h', xmin, ctid from settled_hour where org_id = :o union all"
                + " select 'd', xmin, ctid from settled_day where org_id = :o union all"
                + " select 'y', xmin, ctid from settled_daily where org_id = :o");
    }

    @Test
    void whatChangesADayMarksItsFacts() throws SQLException {
        rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(rig.rows("select distinct day from dirty_fact where org_id = :o"))
                .containsExactly(DAY);
    }

    @Test
    void everyShareCostsWhatItsTierCosts() throws SQLException {
        rig.prices = (use, counts) -> use.tier().word().equals("batch")
                ? Optional.of(new PricedAmount(BigDecimal.valueOf(counts.input() + counts.output(), 3), "b1"))
                : Optional.empty();
        Said batch = new Said(
                connection, Instant.parse(TEN), "hour", "gpt-5", "user-ada", null, true, Counts.of(400, 40, 4L));
        rig.says(batch);
        rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(rig.rows("select tier, cost, price_id from settled_share where org_id = :o order by 1"))
                .containsExactly("batch 0.44 b1", "standard null null");
        assertThat(rig.rows("select input, cost, unpriced, requests from settled_daily where org_id = :o"))
                .containsExactly("1400 0.44 1100 null");
    }

    @Test
    void aDeletedConnectionCountsOnlyWhileNoneTookItsPlace() throws SQLException {
        rig.says(Said.of(connection, TEN, "user-ada", 1000, 100));
        rig.read(connection, DAY);
        rig.settle(DAY);
        rig.update("update provider_connection set deleted_at = '" + rig.clock.instant() + "' where org_id = :o");
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 1000 100 0");
        UUID other = rig.connected(SettlingRig.OPENAI);
        rig.says(Said.of(other, TEN, "user-ada", 1000, 100));
        rig.read(other, DAY);
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 1000 100 0");
        rig.update("update provider_connection set deleted_at = '" + rig.clock.instant()
                + "' where org_id = :o and deleted_at is null");
        rig.settle(DAY);
        assertThat(rig.cells()).containsExactly("20-10 gpt-5 reconciled 1000 100 0");
    }

    @Test
    void aNewZoneCutsWhereItBegins() throws SQLException {
        rig.close();
        use(new SettlingRig(
                new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneId.of("Asia/Kolkata")),
                new OrganisationState.DatedZone(
                        LocalDate.parse("2026-11-20"), ZoneId.of("America/St_Johns"))));
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
}
