package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunCleaningTest {

    private static final Duration USUAL = Duration.ofDays(35);
    private static final Duration TELLING = Duration.ofDays(90);

    @Test
    void runsThatFoundNothingGoFirstAndThoseThatTellSomethingLater() throws Exception {
        try (PollRig rig = new PollRig()) {
            run(rig, 34, "'complete', 0, 0");
            run(rig, 36, "'complete', 0, 0");
            run(rig, 37, "'complete', 3, 0");
            run(rig, 38, "'complete', 0, 1");
            run(rig, 39, "'failed', 0, 0");
            run(rig, 91, "'failed', 0, 0");
            run(rig, 92, "'complete', 3, 0");
            assertThat(new RunCleaningStore(rig.worker, rig.clock).clean(USUAL, TELLING))
                    .isGreaterThanOrEqualTo(3);
            assertThat(rig.rows("select fence from poll_run where connection_id = :c order by fence"))
                    .containsExactly("34", "37", "38", "39");
        }
    }

    @Test
    void manyGoInParts() throws Exception {
        try (PollRig rig = new PollRig()) {
            rig.update(insert(rig, "'complete', 0, 0", "now() - interval '1000 days'", "7")
                    + " from generate_series(1, " + (RunCleaningStore.AT_ONCE + 3) + ")");
            new RunCleaningStore(rig.worker, rig.clock).clean(USUAL, TELLING);
            assertThat(rig.rows("select count(*) from poll_run where connection_id = :c"))
                    .containsExactly("0");
        }
    }

    /** Its age in days is its fence too. */
    private static void run(PollRig rig, int days, String outcome) throws SQLException {
        String started = "'" + rig.clock.instant().minus(Duration.ofDays(days)) + "'";
        rig.update(insert(rig, outcome, started, Integer.toString(days)));
    }

    private static String insert(PollRig rig, String outcome, String started, String fence) {
        return "insert into poll_run (run_id, org_id, connection_id, source, span, fence, started_at, outcome, changed,"
                + " dropped) select gen_random_uuid(), '" + rig.org + "', '" + rig.connection
                + "', 'openai_completions', 'recent', " + fence + ", " + started + ", " + outcome;
    }
}
