package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
                + "', null, '2026-01-01', null, 1, now()), (gen_random_uuid(), :o, 'openai', 'key', 'k2', null, '"
                + sales
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
        rig.prices = (use, counts) -> Optional.of(
                new PricedAmount(new BigDecimal("0.50").multiply(BigDecimal.valueOf(counts.input())), "p1"));
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
}
