package dev.toktra.reconciliation.usage.sums;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.directory.ReadingLock;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Days that are marked and summed, small enough to be followed by hand. */
class SumsStoreTest {

    private static final String ANN = "00000000-0000-4000-8000-00000000000a";
    private static final String PEOPLE = """
            select case subject when '%s' then 'ann' else subject end, identity_id, model, requests, fresh_input, open_input,
                settled_input, status
            from usage_daily_person where org_id = ? order by subject, identity_id, model""".formatted(ANN);
    private static final String MODELS = """
            select model, part_count, device_count, requests, open_input, settled_input, status
            from usage_daily_model where org_id = ? order by model""";
    private static final String MARKS = "select count(*) from dirty_sum where org_id = ?";

    private LedgerRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new LedgerRig();
        run(rig.connection(), "insert into identity_person values ('$org', 1, '" + ANN + "', '2020-01-01', null)");
        run(rig.connection(), "insert into model_name values ('$org', 'openai', 'gpt-4o-2024-08-06', 'gpt-4o')");
        used(1, "gpt-4o-2024-08-06", 100);
        used(1, "gpt-4o", 20);
        used(8, "gpt-4o", 3);
        used(9, "gpt-4o", 4);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("$org", rig.org().toString()));
        }
    }

    private void used(int identity, String model, int tokens) throws SQLException {
        run(rig.connection(), """
                insert into usage_daily (org_id, day, identity_id, provider, model, application, zone, requests,
                    failed_requests, retried_requests, small_requests, fresh_input, cache_read, cache_write, output, reasoning,
                    wasted_fresh_input, wasted_cache_read, wasted_cache_write, wasted_output, wasted_reasoning,
                    edits_accepted, edits_rejected, lines_accepted, commits, pull_requests)
                values ('$org', '2026-03-02', %d, 'openai', '%s', 'cli', 'UTC', 1, 0, 0, 0, %d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 0)""".formatted(identity, model, tokens));
    }

    private void mark() throws SQLException {
        run(rig.connection(), "insert into dirty_fact (org_id, day) values ('$org', '2026-03-02')");
    }

    private static int sum(Duration quiet, Duration patience) throws SQLException {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return new SumsStore(worker, quiet, patience).sum(1000);
    }

    private static void sum() throws SQLException {
        sum(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void aMarkOfFactsIsAMarkOfSums() throws Exception {
        mark();
        mark();
        assertThat(rig.number(MARKS)).isEqualTo(2);
        sum();
        assertThat(rig.number(MARKS)).isZero();
    }

    @Test
    void peopleAreSummedAndWhoIsUnknownStaysApart() throws Exception {
        run(
                rig.connection(),
                "insert into settled_daily values ('$org', '2026-03-02', 'openai', 'gpt-4o', '" + ANN
                        + "', null, 'cli', 'exact', 'restated', 50, 7, null, null, null, null, 0.5, 3)");
        mark();
        sum();
        assertThat(rig.rows(PEOPLE))
                .containsExactly(
                        "(ann,,gpt-4o,2,120,120,50,0)", "(unknown,8,gpt-4o,1,3,3,,0)", "(unknown,9,gpt-4o,1,4,4,,0)");
        assertThat(rig.rows(MODELS)).containsExactly("(gpt-4o,5,4,4,127,50,0)");
    }

    @Test
    void aDayIsReplacedWhole() throws Exception {
        mark();
        sum();
        run(rig.connection(), "delete from usage_daily where org_id = '$org' and identity_id > 1");
        run(rig.connection(), "update model_name set canonical = 'gpt-5' where org_id = '$org'");
        mark();
        sum();
        assertThat(rig.rows(PEOPLE)).containsExactly("(ann,,gpt-4o,1,20,20,,0)", "(ann,,gpt-5,1,100,100,,0)");
        assertThat(rig.rows(MODELS)).containsExactly("(gpt-4o,1,1,1,20,,0)", "(gpt-5,1,1,1,100,,0)");
    }

    /** The change is not seen yet, so its mark may not go. */
    @Test
    void aChangeThatIsUnderWayKeepsItsMark() throws Exception {
        mark();
        try (Connection other = LedgerRig.connect()) {
            other.setAutoCommit(false);
            run(other, "update usage_daily set fresh_input = 7 where org_id = '$org' and identity_id = 8");
            run(other, "insert into dirty_fact (org_id, day) values ('$org', '2026-03-02')");
            sum();
            assertThat(rig.rows(PEOPLE)).contains("(unknown,8,gpt-4o,1,3,3,,0)");
            other.commit();
        }
        assertThat(rig.number(MARKS)).isEqualTo(1);
        sum();
        assertThat(rig.rows(PEOPLE)).contains("(unknown,8,gpt-4o,1,7,7,,0)");
    }

    @Test
    void aDayIsSummedWhenItIsQuietOrHasWaitedLong() throws Exception {
        mark();
        sum(Duration.ofHours(1), Duration.ofHours(1));
        assertThat(rig.rows(MODELS)).isEmpty();
        sum(Duration.ofHours(1), Duration.ZERO);
        assertThat(rig.rows(MODELS)).hasSize(1);
    }

    @Test
    void nothingIsSummedWhileSomethingChangesThatAllDaysAreReadBy() throws Exception {
        mark();
        try (Connection other = LedgerRig.connect()) {
            other.setAutoCommit(false);
            ReadingLock.exclusive(other, rig.org());
            CompletableFuture<Void> sums = CompletableFuture.runAsync(() -> {
                try {
                    sum();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(waits(sums)).isTrue();
            run(other, "update model_name set canonical = 'gpt-5' where org_id = '$org'");
            other.commit();
            sums.get(30, TimeUnit.SECONDS);
        }
        assertThat(rig.rows(MODELS)).anySatisfy(row -> assertThat(row).startsWith("(gpt-5,"));
    }

    private static boolean waits(CompletableFuture<Void> sums) throws Exception {
        try {
            sums.get(1, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }
}
