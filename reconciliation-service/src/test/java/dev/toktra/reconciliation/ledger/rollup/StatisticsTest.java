package dev.toktra.reconciliation.ledger.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class StatisticsTest {

    private static StatisticsStore store() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return new StatisticsStore(worker);
    }

    /** The database counts changes some moments after they are committed, and autovacuum may be first. */
    @Test
    void theWorkerAnalyzesTablesThatHaveGrown() throws Exception {
        try (LedgerRig rig = new LedgerRig();
                var statement = rig.connection().createStatement()) {
            statement.execute("insert into settled_day select '" + rig.org() + "', 'openai', d::date, true"
                    + " from generate_series('1800-01-01'::timestamp, '2020-01-01', '1 day') d");
            String known = "select count(*) from pg_class where relname = 'settled_day' and reltuples > 50000"
                    + " and relnamespace = 'reconciliation'::regnamespace and ?::uuid is not null";
            await().untilAsserted(() -> {
                analyze();
                assertThat(rig.number(known)).isEqualTo(1);
            });
            statement.execute("delete from settled_day where org_id = '" + rig.org() + "'");
        }
    }

    private static void analyze() {
        try {
            store().analyze();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
