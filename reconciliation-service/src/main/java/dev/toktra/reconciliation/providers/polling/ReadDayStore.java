package dev.toktra.reconciliation.providers.polling;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.polling.deciding.Reading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Keeps how far the days of a report were read, and marks days to be settled, in the transaction that it is given. */
final class ReadDayStore {

    private static final String KNOWN = """
            select day, read_at, read_until from read_day
            where connection_id = ? and source = ? and day = any(?::date[])""";

    private static final String SAVE = """
            insert into read_day (connection_id, source, org_id, provider, day, read_at, read_until)
            select ?, ?, ?, ?, day, read_at, read_until
            from unnest(?::date[], ?::timestamptz[], ?::timestamptz[]) as d(day, read_at, read_until)
            on conflict (connection_id, source, day) do update
                set read_at = excluded.read_at, read_until = excluded.read_until""";

    private static final String MARK =
            "insert into unsettled_day (org_id, provider, day) select ?, ?, day from unnest(?::date[]) as d(day)";

    private static final String MARK_READ = """
            insert into unsettled_day (org_id, provider, day)
            select distinct org_id, provider, day from read_day where connection_id = ? and read_until > ?""";

    private final Connection connection;
    private final Claim.Slot slot;

    ReadDayStore(Connection connection, Claim.Slot slot) {
        this.connection = connection;
        this.slot = slot;
    }

    /** Keeps that a window was read completely; the days of which some hours are settled otherwise now. */
    Set<LocalDate> read(Window window, Instant began, Duration grace) throws SQLException {
        Map<LocalDate, Reading> days = Reading.of(window, began);
        Map<LocalDate, Reading> known = known(days.keySet());
        Set<LocalDate> otherwise = new TreeSet<>();
        days.replaceAll((day, reading) -> {
            Reading now = reading.after(known.get(day));
            if (now.changes(known.get(day), day, grace)) {
                otherwise.add(day);
            }
            return now;
        });
        save(days);
        return otherwise;
    }

    private Map<LocalDate, Reading> known(Collection<LocalDate> days) throws SQLException {
        Map<LocalDate, Reading> known = new HashMap<>();
        try (RowsStatement<LocalDate> statement = new RowsStatement<>(connection, KNOWN, days);
                ResultSet rows = statement
                        .value(slot.connectionId())
                        .value(slot.sourceWord())
                        .dates(day -> day)
                        .query()) {
            while (rows.next()) {
                known.put(
                        rows.getObject("day", LocalDate.class),
                        new Reading(
                                Objects.requireNonNull(Sql.instant(rows, "read_at")),
                                Objects.requireNonNull(Sql.instant(rows, "read_until"))));
            }
        }
        return known;
    }

    private void save(Map<LocalDate, Reading> days) throws SQLException {
        try (RowsStatement<Map.Entry<LocalDate, Reading>> statement =
                new RowsStatement<>(connection, SAVE, days.entrySet())) {
            statement
                    .value(slot.connectionId())
                    .value(slot.sourceWord())
                    .value(slot.orgId())
                    .value(slot.provider().word())
                    .dates(Map.Entry::getKey)
                    .instants(day -> day.getValue().at())
                    .instants(day -> day.getValue().until())
                    .update();
        }
    }

    /** Marks days to be settled anew. */
    void mark(Collection<LocalDate> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        try (RowsStatement<LocalDate> statement = new RowsStatement<>(connection, MARK, days)) {
            statement
                    .value(slot.orgId())
                    .value(slot.provider().word())
                    .dates(day -> day)
                    .update();
        }
    }

    /** Marks all days that were read of the connection since then, whatever was read of them. */
    void markSince(Instant since) throws SQLException {
        try (Sql statement =
                new Sql(connection, MARK_READ).id(slot.connectionId()).time(since)) {
            statement.update();
        }
    }
}
