package dev.toktra.scoring.nights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** Takes runs and results away by age, some at a time. Blocks. */
final class CleaningStore {

    /** So many at once that nobody waits for them. */
    static final int AT_ONCE = 20_000;

    private static final String RUNS = """
            delete from night_run where run_id in (
                select run_id from night_run where queued_at < ? and state in ('finished', 'failed') limit %d)""".formatted(AT_ONCE);

    private static final String RESULTS = """
            delete from %1$s where ctid in (select ctid from %1$s where night < ? limit %2$d)""";

    private static final String FAILING = """
            select count(*) from (select distinct on (org_id) state, rests_until from night_run
                order by org_id, queued_at desc) r
            where r.state = 'failed' or r.state = 'queued' and r.rests_until > '-infinity'""";

    private final DataSource worker;
    private final Clock clock;

    CleaningStore(DataSource worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    int runs(Duration keep) throws SQLException {
        return clean(RUNS, clock.instant().minus(keep).atOffset(ZoneOffset.UTC));
    }

    int results(List<String> tables, Duration keep) throws SQLException {
        Instant before = clock.instant().minus(keep);
        int gone = 0;
        for (String table : tables) {
            gone += clean(RESULTS.formatted(table, AT_ONCE), LocalDate.ofInstant(before, ZoneOffset.UTC));
        }
        return gone;
    }

    /** Organisations whose last run failed, or rests after a failure. */
    long failing() throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(FAILING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private int clean(String sql, Object before) throws SQLException {
        int all = 0;
        int gone = AT_ONCE;
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, before);
            while (gone == AT_ONCE) {
                gone = statement.executeUpdate();
                all += gone;
            }
        }
        return all;
    }
}
