package dev.toktra.reconciliation.usage.sums;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.directory.DirectoryChanges;
import dev.toktra.reconciliation.directory.ReadingLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Sums marked days anew, some a transaction, by one replica at a time; blocks. */
public final class SumsStore {

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('toktra.usage_sums', 0)) as alone";

    /** What is looked at is of these days: the latest first. */
    private static final String PICK = """
            select org_id, day from dirty_sum group by org_id, day
            having max(marked_at) <= clock_timestamp() - ? * interval '1 millisecond'
                or min(marked_at) <= clock_timestamp() - ? * interval '1 millisecond'
            order by day desc, org_id limit ?""";

    private static final String WAITING = "select count(*) from (select distinct org_id, day from dirty_sum) d";

    private final DataSource worker;
    private final Duration quiet;
    private final Duration patience;

    /**
     * @param quiet how long a day has to be left alone
     * @param patience after which a day is summed that never is
     */
    public SumsStore(DataSource worker, Duration quiet, Duration patience) {
        this.worker = worker;
        this.quiet = quiet;
        this.patience = patience;
    }

    private record Day(UUID orgId, LocalDate day) {}

    /** Sums at most so many days; says how many there were, 0 where another replica is at it. */
    public int sum(int most) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Integer, SQLException>commit(
                    connection, () -> alone(connection) ? sum(connection, pick(connection, most)) : 0);
        }
    }

    /** Marked days. */
    long waiting() throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement waiting = connection.prepareStatement(WAITING);
                ResultSet row = waiting.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (PreparedStatement alone = connection.prepareStatement(ALONE);
                ResultSet row = alone.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private List<Day> pick(Connection connection, int most) throws SQLException {
        try (PreparedStatement pick = connection.prepareStatement(PICK)) {
            pick.setLong(1, quiet.toMillis());
            pick.setLong(2, patience.toMillis());
            pick.setInt(3, most);
            List<Day> days = new ArrayList<>();
            try (ResultSet row = pick.executeQuery()) {
                while (row.next()) {
                    days.add(new Day(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class)));
                }
            }
            return days;
        }
    }

    private static int sum(Connection connection, List<Day> days) throws SQLException {
        if (days.isEmpty()) {
            return 0;
        }
        run(connection, SumsSql.UNMARK, days);
        Set<UUID> organisations = new LinkedHashSet<>();
        days.forEach(day -> organisations.add(day.orgId()));
        for (UUID organisation : organisations) {
            DirectoryChanges.await(connection, organisation);
            ReadingLock.shared(connection, organisation);
        }
        for (String sql : List.of(SumsSql.FORGET_PEOPLE, SumsSql.FORGET_MODELS, SumsSql.SUM, SumsSql.SUMMED)) {
            run(connection, sql, days);
        }
        return days.size();
    }

    private static void run(Connection connection, String sql, List<Day> days) throws SQLException {
        try (var statement = new RowsStatement<>(connection, sql, days)) {
            statement.uuids(Day::orgId).dates(Day::day).update();
        }
    }
}
