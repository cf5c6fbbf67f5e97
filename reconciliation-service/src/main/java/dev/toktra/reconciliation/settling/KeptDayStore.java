package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.polling.deciding.Reading;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.naming.KeptRun;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Reads days of a run as it kept them, with what is not the same any more, in the transaction that it is given. */
final class KeptDayStore {

    private static final String DAYS = """
            with run as materialized (
                select r.*, kept_rules(r.org_id, r.provider, r.start_date, r.end_date, r.as_of) as rules
                from reconciliation_run r where r.org_id = ? and r.run_id = ?)
            select k.provider, k.day, r.as_of, k.connections, k.readings, k.read_at, k.read_until, k.result,
                coalesce(k.waiting, false) or n.waiting as waiting,
                array_remove(array[
                    case when k.day < l.kept_from then 'removed' end,
                    case when k.figures <> n.figures then 'figures' end,
                    case when k.devices <> n.devices then 'devices' end,
                    case when k.people <> n.people then 'people' end,
                    case when r.kept -> 'rules' -> 'calendar' <> r.rules -> 'calendar' then 'calendar' end,
                    case when r.kept -> 'rules' -> 'names' <> r.rules -> 'names' then 'names' end,
                    case when r.kept -> 'rules' -> 'places' <> r.rules -> 'places' then 'places' end], null) as changed
            from run r
            cross join jsonb_to_recordset(r.kept -> 'days') as k(provider text, day date, connections uuid[], readings int,
                read_at timestamptz, read_until timestamptz, figures text, devices text, people text, result text,
                waiting boolean)
            cross join lateral jsonb_to_record(kept_day(r.org_id, k.provider, k.day, r.as_of, ?)) as n(figures text,
                devices text, people text, waiting boolean)
            left join settling_lane l on l.org_id = r.org_id and l.provider = k.provider
            where k.day between ? and ?
            order by k.day, k.provider""";

    private KeptDayStore() {}

    @SuppressWarnings("checkstyle:ParameterNumber") // what to read, from where
    static List<KeptDay> read(Connection connection, UUID org, UUID runId, LocalDate from, LocalDate until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DAYS)) {
            statement.setObject(1, org);
            statement.setObject(2, runId);
            statement.setArray(
                    3, connection.createArrayOf("text", TokenReports.all().toArray()));
            statement.setObject(4, from);
            statement.setObject(5, until);
            List<KeptDay> days = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    days.add(day(row, org, runId));
                }
            }
            return days;
        }
    }

    private static KeptDay day(ResultSet row, UUID org, UUID runId) throws SQLException {
        int readings = row.getInt("readings");
        return new KeptDay(
                new KeptRun(runId, instant(row, "as_of")),
                new ProviderDay(org, row.getString("provider"), row.getObject("day", LocalDate.class)),
                list(row, "connections", UUID[].class),
                readings == 0
                        ? List.of()
                        : Collections.nCopies(
                                readings, new Reading(instant(row, "read_at"), instant(row, "read_until"))),
                row.getString("result"),
                list(row, "changed", String[].class),
                row.getBoolean("waiting"));
    }

    private static <T> List<T> list(ResultSet row, String column, Class<T[]> type) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList(type.cast(array.getArray()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
