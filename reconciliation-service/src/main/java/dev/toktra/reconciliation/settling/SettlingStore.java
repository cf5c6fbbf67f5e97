package dev.toktra.reconciliation.settling;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Takes marked days, each in a transaction of its own, of a provider one at a time over all replicas; blocks. */
final class SettlingStore {

    /** Without a connection there is nothing to settle; one that is made later is read, which marks its days. */
    private static final String UNMARK_UNCONNECTED = """
            delete from unsettled_day u where not exists (
                select from provider_connection c where c.org_id = u.org_id and c.provider = u.provider)""";

    private static final String OPEN_LANES = """
            insert into settling_lane (org_id, provider) select distinct org_id, provider from unsettled_day
            order by org_id, provider on conflict do nothing""";

    private static final String DUE = """
            select u.org_id, u.provider, u.day
            from unsettled_day u
            join organisation o on o.org_id = u.org_id
            left join settling_day s on s.org_id = u.org_id and s.provider = u.provider and s.day = u.day
            where s.due_at is null or s.due_at <= ?
            group by u.org_id, u.provider, u.day
            order by min(u.marked_at) limit ?""";

    private static final String LOCK =
            "select kept_from from settling_lane where org_id = ? and provider = ? for update skip locked";

    /** Before anything is read: a mark that is not seen here is of a change that a later look will see. */
    private static final String UNMARK = """
            delete from unsettled_day u
            where u.org_id = ? and u.provider = ? and u.day = ? and not exists (
                select from settling_day s
                where s.org_id = u.org_id and s.provider = u.provider and s.day = u.day and s.due_at > ?)""";

    private static final String SETTLED = """
            insert into settling_day (org_id, provider, day, due_at) values (?, ?, ?, ?)
            on conflict (org_id, provider, day) do update set due_at = excluded.due_at, failures = 0""";

    private static final String FAILED = """
            insert into settling_day as s (org_id, provider, day, due_at, failures) values (?, ?, ?, ?, 1)
            on conflict (org_id, provider, day) do update set failures = s.failures + 1,
                due_at = ?::timestamptz + least(? * power(2, least(s.failures, 20)), ?) * interval '1 second'""";

    private static final String WAITING = """
            select count(*) from (select distinct u.org_id, u.provider, u.day from unsettled_day u) d""";

    private final DataSource worker;
    private final Settling settling;
    private final SettlingConfig config;
    private final Clock clock;

    /** Settles a day in the transaction that it is given. */
    @FunctionalInterface
    interface Settling {
        void settle(Connection connection, ProviderDay unit, Instant now) throws SQLException;
    }

    SettlingStore(DataSource worker, Settling settling, SettlingConfig config, Clock clock) {
        this.worker = worker;
        this.settling = settling;
        this.config = config;
        this.clock = clock;
    }

    /** The days that may be settled now, those first that were marked first. */
    List<ProviderDay> due() throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement unmark = connection.prepareStatement(UNMARK_UNCONNECTED);
                PreparedStatement open = connection.prepareStatement(OPEN_LANES);
                PreparedStatement due = connection.prepareStatement(DUE)) {
            unmark.executeUpdate();
            open.executeUpdate();
            due.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            due.setInt(2, config.daysAtOnce());
            List<ProviderDay> days = new ArrayList<>();
            try (ResultSet row = due.executeQuery()) {
                while (row.next()) {
                    days.add(new ProviderDay(
                            row.getObject(1, UUID.class), row.getString(2), row.getObject(3, LocalDate.class)));
                }
            }
            return days;
        }
    }

    /** Settles a day; false where another replica has its provider, or did it already, and where its hours are gone. */
    boolean settle(ProviderDay unit) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Boolean, SQLException>commit(connection, () -> settle(connection, unit));
        }
    }

    private boolean settle(Connection connection, ProviderDay unit) throws SQLException {
        Instant now = clock.instant();
        Lane lane = lock(connection, unit);
        if (lane == Lane.TAKEN || !unmark(connection, unit, now) || lane == Lane.PAST) {
            return false;
        }
        settling.settle(connection, unit, now);
        try (PreparedStatement settled = of(connection, SETTLED, unit)) {
            settled.setObject(3, unit.day());
            settled.setObject(4, now.plus(config.dayAtMostEvery()).atOffset(ZoneOffset.UTC));
            settled.executeUpdate();
        }
        return true;
    }

    private enum Lane {
        FREE,
        /** By another replica. */
        TAKEN,
        /** What the day was settled from is not kept any more: it stays as it is. */
        PAST
    }

    private static Lane lock(Connection connection, ProviderDay unit) throws SQLException {
        try (PreparedStatement lock = of(connection, LOCK, unit);
                ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                return Lane.TAKEN;
            }
            LocalDate keptFrom = row.getObject(1, LocalDate.class);
            return keptFrom != null && unit.day().isBefore(keptFrom) ? Lane.PAST : Lane.FREE;
        }
    }

    private static boolean unmark(Connection connection, ProviderDay unit, Instant now) throws SQLException {
        try (PreparedStatement unmark = of(connection, UNMARK, unit)) {
            unmark.setObject(3, unit.day());
            unmark.setObject(4, now.atOffset(ZoneOffset.UTC));
            return unmark.executeUpdate() > 0;
        }
    }

    /** Leaves a day alone for some time, longer after each failure; its marks stay. */
    void postpone(ProviderDay unit) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = worker.getConnection();
                PreparedStatement failed = of(connection, FAILED, unit)) {
            failed.setObject(3, unit.day());
            failed.setObject(4, now.plus(config.retryFirst()).atOffset(ZoneOffset.UTC));
            failed.setObject(5, now.atOffset(ZoneOffset.UTC));
            failed.setDouble(6, seconds(config.retryFirst()));
            failed.setDouble(7, seconds(config.retryMost()));
            failed.executeUpdate();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
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

    private static PreparedStatement of(Connection connection, String sql, ProviderDay unit) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, unit.orgId());
        statement.setString(2, unit.provider());
        return statement;
    }
}
