package dev.toktra.reconciliation.settling;

import dev.toktra.bulksql.JdbcTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Takes away what is settled by the hour and too old, some rows at a time; sums by day stay for good. Blocks. */
final class SettledRetentionStore {

    /** So many in a transaction that nobody waits for them. */
    static final int AT_ONCE = 5_000;

    /** From here on no mark settles an older day; nobody settles while this is written. */
    private static final String KEPT_FROM = """
            update settling_lane set kept_from = greatest(kept_from, ?) where org_id = ? and provider = ?""";

    /** Marks of days that are gone, and all but the first of each day: the lane is held, so nobody has one in hand. */
    private static final String MARKS = """
            delete from unsettled_day u where u.org_id = ? and u.provider = ? and (u.day < ? or exists (
                select from unsettled_day o where o.org_id = u.org_id and o.provider = u.provider and o.day = u.day
                    and (o.marked_at, o.ctid) < (u.marked_at, u.ctid)))""";

    private static final String PACES = "delete from settling_day where org_id = ? and provider = ? and day < ?";

    private static final String OF_A_LANE = """
            delete from %1$s where ctid = any(array(
                select x.ctid from %1$s x where x.org_id = ? and x.provider = ? and x.hour < ? %2$s limit %3$d))""";

    /** Days that are not reconciled to their end are told by their hours. */
    private static final String OF_WHOLE_DAYS = """
             and x.state = 'reconciled' and not exists (
                select from settled_day d where d.org_id = x.org_id and d.provider = x.provider and not d.whole
                    and d.day between (x.hour at time zone 'UTC')::date - 1 and (x.hour at time zone 'UTC')::date + 1)""";

    private static final String DUPLICATES = """
            delete from duplicate_hour where ctid = any(array(
                select ctid from duplicate_hour where hour < ? limit %d))""".formatted(AT_ONCE);

    private static final String RUNS = """
            delete from reconciliation_run where ctid = any(array(
                select ctid from reconciliation_run where as_of < ? limit %d))""".formatted(AT_ONCE);

    private final DataSource worker;
    private final Map<String, Long> gone = new LinkedHashMap<>();

    private record Lane(UUID orgId, String provider) {}

    SettledRetentionStore(DataSource worker) {
        this.worker = worker;
    }

    /** Rows that went, by table. Hours before the first UTC day that is kept go, and runs made before the other. */
    Map<String, Long> purge(LocalDate keptFrom, LocalDate runsFrom) throws SQLException {
        gone.clear();
        try (Connection connection = worker.getConnection()) {
            for (Lane lane : lanes(connection)) {
                purge(connection, lane, keptFrom);
            }
            delete(
                    connection,
                    "duplicate_hour",
                    DUPLICATES,
                    keptFrom.atStartOfDay().atOffset(ZoneOffset.UTC));
            delete(
                    connection,
                    "reconciliation_run",
                    RUNS,
                    runsFrom.atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        return gone;
    }

    private static List<Lane> lanes(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select org_id, provider from settling_lane");
                ResultSet row = statement.executeQuery()) {
            List<Lane> lanes = new ArrayList<>();
            while (row.next()) {
                lanes.add(new Lane(row.getObject(1, UUID.class), row.getString(2)));
            }
            return lanes;
        }
    }

    private void purge(Connection connection, Lane lane, LocalDate keptFrom) throws SQLException {
        JdbcTransaction.<Boolean, SQLException>commit(connection, () -> {
            once(connection, KEPT_FROM, keptFrom, lane.orgId(), lane.provider());
            count("unsettled_day", once(connection, MARKS, lane.orgId(), lane.provider(), keptFrom));
            count("settling_day", once(connection, PACES, lane.orgId(), lane.provider(), keptFrom));
            return true;
        });
        Object[] older = {lane.orgId(), lane.provider(), keptFrom.atStartOfDay().atOffset(ZoneOffset.UTC)};
        for (String table : List.of("settled_share", "settled_cell", "cell_cause", "device_excess")) {
            delete(connection, table, OF_A_LANE.formatted(table, "", AT_ONCE), older);
        }
        delete(connection, "settled_hour", OF_A_LANE.formatted("settled_hour", OF_WHOLE_DAYS, AT_ONCE), older);
    }

    private void delete(Connection connection, String table, String sql, Object... parameters) throws SQLException {
        int deleted = AT_ONCE;
        while (deleted == AT_ONCE) {
            deleted = once(connection, sql, parameters);
            count(table, deleted);
        }
    }

    private void count(String table, int deleted) {
        gone.merge(table, (long) deleted, Long::sum);
    }

    private static int once(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
