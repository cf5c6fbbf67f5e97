package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.settling.SettlingRig.Said;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hours go after 13 months, what they came to by day stays, and nothing settles such a day anew. */
class SettledRetentionTest {

    private static final LocalDate KEPT_FROM = LocalDate.parse("2025-10-21");
    private static final LocalDate RUNS_FROM = LocalDate.parse("2025-10-22");

    private final SettlingRig rig;
    private final UUID ada;
    private final UUID connection;

    SettledRetentionTest() throws SQLException {
        rig = SettlingRig.in("UTC");
        connection = rig.connected("openai");
        ada = rig.person("user-ada");
    }

    @AfterEach
    void close() throws SQLException {
        rig.close();
    }

    private void settled(String day) throws SQLException {
        rig.saw(ada, Instant.parse(day + "T09:10:00Z"), "gpt-5", 1000, 100);
        rig.says(Said.of(connection, day + "T09:00:00Z", "user-ada", 800, 90));
        rig.says(Said.of(connection, day + "T10:00:00Z", null, 300, 30));
        rig.read(connection, day);
        rig.settle(day);
    }

    private void purge() throws SQLException {
        new SettledRetentionStore(rig.worker).purge(KEPT_FROM, RUNS_FROM);
    }

    private String days(String table) throws SQLException {
        return String.join(
                ",",
                rig.rows("select distinct (hour at time zone 'UTC')::date from " + table
                        + " where org_id = :o order by 1"));
    }

    @Test
    void hoursGoAndSumsByDayStay() throws SQLException {
        settled("2025-10-20");
        settled("2025-10-21");
        rig.update("insert into duplicate_hour values (:o, '2025-10-20T09:00Z', 'openai', 'gpt-5', 1, 10, 1),"
                + " (:o, '2025-10-21T09:00Z', 'openai', 'gpt-5', 1, 10, 1)");
        rig.update("insert into device_excess values (:o, 'openai', '2025-10-20T09:00Z', 'gpt-5', '" + ada
                + "', 4000, 0, 10, 0)");
        purge();
        for (String table : new String[] {"settled_hour", "settled_cell", "settled_share", "cell_cause"}) {
            assertThat(days(table)).as(table).isEqualTo("2025-10-21");
        }
        assertThat(days("duplicate_hour")).isEqualTo("2025-10-21");
        assertThat(days("device_excess")).isEmpty();
        assertThat(rig.rows("select day, sum(input) from settled_daily where org_id = :o group by day order by day"))
                .containsExactly("2025-10-20 1100", "2025-10-21 1100");
        assertThat(rig.rows("select day, whole from settled_day where org_id = :o order by day"))
                .containsExactly("2025-10-20 t", "2025-10-21 t");
    }

    @Test
    void aMarkSettlesNoDayWhoseHoursAreGone() throws SQLException {
        settled("2025-10-20");
        purge();
        rig.update("delete from provider_count where org_id = :o");
        rig.mark("2025-10-20");
        assertThat(rig.store().settle(rig.unit("2025-10-20"))).isFalse();
        assertThat(rig.rows("select sum(input) from settled_daily where org_id = :o"))
                .containsExactly("1100");
        assertThat(rig.rows("select whole from settled_day where org_id = :o")).containsExactly("t");
        assertThat(rig.rows("select day from unsettled_day where org_id = :o")).isEmpty();
        settled("2025-10-21");
        assertThat(days("settled_cell")).isEqualTo("2025-10-21");
    }

    @Test
    void hoursThatTellADaySettledInPartSayStillThatTheyAre() throws SQLException {
        settled("2025-10-10");
        settled("2025-10-14");
        rig.update("update settled_day set whole = false where org_id = :o and day = '2025-10-10'");
        purge();
        assertThat(days("settled_hour")).isEqualTo("2025-10-10");
        assertThat(days("settled_share")).isEmpty();
    }

    @Test
    void manyGoInParts() throws SQLException {
        settled("2025-10-20");
        rig.update(
                "insert into cell_cause select :o, 'openai', '2025-10-20T09:00Z', 'model-' || n, 'boundary', 0, 0, 0, 0,"
                        + " 0, 0 from generate_series(1, " + (SettledRetentionStore.AT_ONCE + 3) + ") n");
        purge();
        assertThat(days("cell_cause")).isEmpty();
    }

    @Test
    void runsGoByWhenTheyWereMade() throws SQLException {
        rig.update("insert into reconciliation_run (org_id, start_date, end_date, as_of, requested_by, rules_hash,"
                + " input_hash, result_hash, rows) select :o, '2025-01-01', '2025-01-31', t, 'ada', '', '', '', '[]'"
                + " from (values ('2025-10-21T23:00Z'::timestamptz), ('2025-10-22T01:00Z')) v(t)");
        purge();
        assertThat(rig.rows("select as_of at time zone 'UTC' from reconciliation_run where org_id = :o"))
                .containsExactly("2025-10-22 01:00:00");
    }

    @Test
    void ofTheMarksOfADayTheFirstIsLeft() throws SQLException {
        rig.mark("2026-11-20");
        rig.mark("2026-11-20");
        rig.mark("2026-11-20");
        rig.mark("2026-11-21");
        String first = rig.rows("select min(marked_at) from unsettled_day where org_id = :o and day = '2026-11-20'")
                .get(0);
        purge();
        assertThat(rig.rows("select day, marked_at from unsettled_day where org_id = :o and day = '2026-11-20'"))
                .containsExactly("2026-11-20 " + first);
        assertThat(rig.rows("select count(*) from unsettled_day where org_id = :o"))
                .containsExactly("2");
    }
}
