package dev.toktra.reconciliation.settling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.settling.SettlingRig.Said;
import dev.toktra.reconciliation.settling.deciding.ResultHash;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run is settled again from what it came from: the same inputs give the same result, and what is not the same is named. */
class KeptRunTest {

    private static final String DAY = "2026-11-20";
    private static final String NINE = "2026-11-20T09:00:00Z";

    private final SettlingRig rig;
    private final UUID ada;
    private final UUID bob;
    private final UUID connection;

    KeptRunTest() throws SQLException {
        rig = SettlingRig.in("Asia/Kolkata");
        connection = rig.connected("openai");
        ada = rig.person("user-ada");
        bob = rig.person("user-bob");
    }

    @BeforeEach
    void settle() throws SQLException {
        rig.saw(ada, Instant.parse("2026-11-20T09:10:00Z"), "gpt-5", 1000, 100);
        rig.saw(bob, Instant.parse("2026-11-20T09:20:00Z"), "gpt-5", 500, 50);
        rig.saw(ada, Instant.parse("2026-11-20T18:10:00Z"), "gpt-5", 70, 7);
        rig.saw(bob, Instant.parse("2026-11-20T18:50:00Z"), "gpt-5", 30, 3);
        rig.says(Said.of(connection, NINE, "user-ada", 800, 90));
        rig.says(Said.of(connection, NINE, null, 900, 60));
        rig.says(Said.of(connection, "2026-11-20T18:00:00Z", null, 111, 11));
        rig.update("update provider_count set first_seen_at = '2026-11-21T00:00Z', changed_at = '2026-11-21T00:00Z'"
                + " where org_id = :o");
        rig.update(
                "insert into calibration_factor values (:o, 'openai', 'gpt-5', 'unknown', 'unknown', 1.1, 1.0, 1.2, 1.1,"
                        + " 1.0, 1.2, 40, now())");
        rig.read(connection, DAY);
        rig.settle(DAY);
    }

    @AfterEach
    void close() throws SQLException {
        rig.close();
    }

    /** Keeps the day as the resource does. */
    private UUID kept() throws SQLException {
        rig.clock.tick(java.time.Duration.ofMinutes(1));
        String moment = "'" + rig.clock.instant() + "'::timestamptz";
        return UUID.fromString(
                rig.rows("insert into reconciliation_run (org_id, start_date, end_date, as_of, requested_by,"
                                + " rules_hash, input_hash, result_hash, rows, kept) select :o, '" + DAY + "', '" + DAY
                                + "', "
                                + moment
                                + ", 'ada', '', '', '', '[]', jsonb_build_object('rules', kept_rules(:o, null, '" + DAY
                                + "', '" + DAY + "', " + moment
                                + "), 'days', jsonb_build_array(kept_day(:o, 'openai', '" + DAY
                                + "', " + moment
                                + ", array['openai_completions', 'openai_embeddings']))) returning run_id")
                        .get(0));
    }

    private RunSettlingStore replica() {
        return new RunSettlingStore(rig.worker, PlanTest.rules().grace(), SettlingRig.CONFIG.frozenAfter(), rig.clock);
    }

    private SettledAgain again(UUID run) throws SQLException {
        LocalDate day = LocalDate.parse(DAY);
        List<SettledAgain> days = replica().again(rig.org, run, day, day);
        assertThat(days).hasSize(1);
        assertThat(replica().again(rig.org, run, day, day))
                .as("on another replica")
                .isEqualTo(days);
        return days.get(0);
    }

    @Test
    void theHashInJavaIsThatOfTheDatabase() throws SQLException {
        assertThat(rig.rows("select kept_day(:o, 'openai', '" + DAY + "', now(), '{}') ->> 'result'"))
                .containsExactly(ResultHash.of(new SettledStore(rig.worker.getConnection(), rig.unit(DAY)).read()));
    }

    @Test
    void theSameInputsGiveTheSameResult() throws SQLException {
        SettledAgain again = again(kept());
        assertThat(again.computed()).isTrue();
        assertThat(again.stored()).isTrue();
        assertThat(again.changed()).isEmpty();
        assertThat(again.frozenHours()).isZero();
        assertThat(again.meaning()).isEqualTo("The same inputs give the same result.");
    }

    @Test
    void aShareChangedByHandIsFound() throws SQLException {
        UUID run = kept();
        rig.update("update settled_share set subject = '" + bob + "' where org_id = :o and attribution = 'exact'");
        SettledAgain again = again(run);
        assertThat(again.computed()).isTrue();
        assertThat(again.stored()).isFalse();
        assertThat(again.changed()).isEmpty();
        assertThat(again.meaning()).contains("changed it by hand");
    }

    @Test
    void whatDevicesSentSinceIsNamed() throws SQLException {
        UUID run = kept();
        rig.saw(bob, Instant.parse("2026-11-20T09:40:00Z"), "gpt-5", 4000, 400);
        rig.settle(DAY);
        SettledAgain again = again(run);
        assertThat(again.changed()).containsExactly("devices");
        assertThat(again.computed()).isFalse();
        assertThat(again.stored()).as("settled since, from what is there now").isTrue();
    }

    @Test
    void aPersonWhoIsSomebodyElseSinceIsNamed() throws SQLException {
        UUID run = kept();
        UUID eve = UUID.randomUUID();
        rig.update("update identity_person set user_id = '" + eve + "' where org_id = :o and user_id = '" + bob + "'");
        rig.update("update person_alias set user_id = '" + eve + "' where org_id = :o and user_id = '" + bob + "'");
        assertThat(again(run).changed()).containsExactly("people", "names");
    }

    @Test
    void rulesAndFactorsAreThoseOfTheRun() throws SQLException {
        UUID run = kept();
        rig.update("update calibration_factor set input_factor = 3, input_low = 2, input_high = 9 where org_id = :o");
        rig.update(
                "insert into model_alias values (gen_random_uuid(), :o, 'openai', 'gpt-5', 'something-else', 1, now())");
        rig.settle(DAY);
        SettledAgain again = again(run);
        assertThat(again.changed()).isEmpty();
        assertThat(again.computed()).isTrue();
        assertThat(again.stored()).isTrue();
    }

    @Test
    void figuresAreTakenBackToWhatTheyWere() throws SQLException {
        UUID run = kept();
        rig.update("insert into figure_revision (org_id, connection_id, source, bucket, key_hash, what, old_values,"
                + " new_values, at, run_id) select org_id, connection_id, source, bucket, key_hash, 'changed',"
                + " jsonb_build_object('input', input, 'output', output, 'fresh_input', fresh_input, 'cache_read',"
                + " cache_read, 'cache_write', cache_write, 'cache_write_1h', cache_write_1h, 'requests', requests),"
                + " '{}', '2026-11-23T00:00Z', gen_random_uuid() from provider_count where org_id = :o");
        rig.update(
                "update provider_count set input = 5, revisions = 1, changed_at = '2026-11-23T00:00Z' where org_id = :o");
        rig.says(Said.of(connection, "2026-11-20T11:00:00Z", "user-bob", 40, 4));
        rig.update("update provider_count set first_seen_at = '2026-11-23T00:00Z' where org_id = :o"
                + " and bucket = '2026-11-20T11:00Z'");
        rig.settle(DAY);
        SettledAgain again = again(run);
        assertThat(again.changed()).isEmpty();
        assertThat(again.computed()).isTrue();
        assertThat(again.stored()).isTrue();
        rig.update("delete from figure_revision where org_id = :o");
        assertThat(again(run).changed()).containsExactly("figures");
    }

    @Test
    void anHourThatWasNotFinalThenIsSettledAsItWasThen() throws SQLException {
        rig.update("delete from read_day where org_id = :o");
        rig.update(
                "update settled_cell set first_input = null, first_output = null, reconciled_at = null where org_id = :o");
        rig.settle(DAY);
        UUID run = kept();
        rig.clock.tick(java.time.Duration.ofHours(1));
        rig.read(connection, DAY);
        rig.settle(DAY);
        assertThat(rig.rows("select distinct state from settled_cell where org_id = :o"))
                .containsExactly("reconciled");
        SettledAgain again = again(run);
        assertThat(again.computed()).isTrue();
        assertThat(again.stored()).isTrue();
    }

    @Test
    void aDayThatWasWaitingIsTold() throws SQLException {
        rig.saw(bob, Instant.parse("2026-11-20T09:40:00Z"), "gpt-5", 4000, 400);
        rig.mark(DAY);
        SettledAgain again = again(kept());
        assertThat(again.computed()).isFalse();
        assertThat(again.waiting()).isTrue();
        assertThat(again.meaning()).contains("waiting");
    }

    @Test
    void anotherOrganisationsRunHasNoDays() throws SQLException {
        LocalDate day = LocalDate.parse(DAY);
        assertThat(replica().again(UUID.randomUUID(), kept(), day, day)).isEmpty();
    }
}
