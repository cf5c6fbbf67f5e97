package dev.toktra.reconciliation.providers.polling;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/** Takes runs away by age, some at a time; figures, names and revisions stay. Blocks. */
final class RunCleaningStore {

    /** So many at once that nobody waits for them. */
    static final int AT_ONCE = 5_000;

    private static final String CLEAN = """
            delete from poll_run where run_id in (select run_id from poll_run
                where started_at < ? or (started_at < ? and outcome = 'complete'
                    and inserted + changed + missing + retracted = 0 and dropped = 0)
                order by started_at limit %d)""".formatted(AT_ONCE);

    private final DataSource worker;
    private final Clock clock;

    RunCleaningStore(DataSource worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** How many went; {@code telling} is how long runs are kept that failed or changed something. */
    int clean(Duration usual, Duration telling) throws SQLException {
        Instant now = clock.instant();
        int all = 0;
        int gone = AT_ONCE;
        try (Connection connection = worker.getConnection();
                Sql statement =
                        new Sql(connection, CLEAN).time(now.minus(telling)).time(now.minus(usual))) {
            while (gone == AT_ONCE) {
                gone = statement.update();
                all += gone;
            }
        }
        return all;
    }
}
