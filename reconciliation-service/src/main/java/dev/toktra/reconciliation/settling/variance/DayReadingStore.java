package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.variance.DayReading.CellRow;
import dev.toktra.reconciliation.settling.variance.DayReading.DeviceRow;
import dev.toktra.reconciliation.settling.variance.DayReading.Heard;
import dev.toktra.reconciliation.settling.variance.DayReading.Known;
import dev.toktra.reconciliation.settling.variance.DayReading.ShareRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads all that is known of a provider's UTC day. */
final class DayReadingStore {

    private static final String CELLS = """
            select hour, model, input, output, device_input, device_output,
                case when reconciled_at is not null then first_input end as first_input,
                case when reconciled_at is not null then first_output end as first_output
            from settled_cell
            where org_id = ? and provider = ? and hour >= ? and hour < ? and input is not null and output is not null""";

    private static final String SHARES = """
            select hour, model, subject, sum(input)::bigint as input, sum(output)::bigint as output
            from settled_share
            where org_id = ? and provider = ? and hour >= ? and hour < ? and attribution in ('exact', 'key_owner')
            group by hour, model, subject""";

    /** A day of an organisation begins at most a day before or after that of UTC. */
    private static final String DEVICES = """
            select u.hour, coalesce(n.canonical, u.model) as model, coalesce(p.user_id::text, 'unknown') as subject,
                u.token_source, f.input_factor, f.input_low, f.input_high, f.output_factor, f.output_low, f.output_high,
                f.comparisons,
                sum(u.fresh_input + u.cache_read + u.cache_write)::bigint as input, sum(u.output)::bigint as output,
                sum(u.wasted_fresh_input + u.wasted_cache_read + u.wasted_cache_write)::bigint as wasted_input,
                sum(u.wasted_output)::bigint as wasted_output,
                sum(u.failed_requests)::bigint as failed, sum(u.retried_requests)::bigint as retried
            from usage_hourly u
            left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
            left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
            left join calibration_factor f on f.org_id = u.org_id and f.provider = u.provider
                and f.model = coalesce(n.canonical, u.model)
                and f.token_source = u.token_source and f.client = u.client
            where u.org_id = ? and u.provider = ? and u.hour >= ? and u.hour < ? and u.day >= ? and u.day <= ?
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11""";

    private static final String PEOPLE = """
            select distinct subject::uuid from settled_share
            where org_id = ? and provider = ? and hour >= ? and hour < ? and attribution in ('exact', 'key_owner')
                and subject not in ('unknown', 'unattributed')""";

    private static final String HEARD = """
            with devices as (
                select a.user_id, case when a.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then a.value::uuid end
                    as device_id
                from person_alias a
                where a.org_id = ? and a.kind = 'device' and a.user_id = any(?)
                    and a.valid_from <= ? and (a.valid_until is null or a.valid_until > ?)
                union
                select p.user_id, i.device_id from identity_person p
                join identity i on i.org_id = p.org_id and i.identity_id = p.identity_id
                where p.org_id = ? and p.user_id = any(?)
                    and p.valid_from <= ? and (p.valid_until is null or p.valid_until > ?))
            select o.user_id, d.first_seen_at, max(s.last_heard_at) as last_heard_at, sum(s.highest_seq - (s.stored
                + s.duplicate_identity + s.rejected + s.quarantined + s.lost + s.tombstones)) > 0 as owes
            from devices o
            join stream_seen s on s.org_id = ? and s.device_id = o.device_id
            left join device d on d.org_id = s.org_id and d.device_id = s.device_id
            group by o.user_id, s.device_id, d.first_seen_at""";

    private final Connection connection;
    private final UUID org;
    private final String provider;
    private final LocalDate day;

    DayReadingStore(Connection connection, UUID org, String provider, LocalDate day) {
        this.connection = connection;
        this.org = org;
        this.provider = provider;
        this.day = day;
    }

    DayReading read() throws SQLException {
        return new DayReading(
                rows(statement(CELLS), DayReadingStore::cell),
                rows(statement(SHARES), DayReadingStore::share),
                rows(devices(), DayReadingStore::device),
                heard());
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, org);
        statement.setString(2, provider);
        statement.setObject(3, day.atStartOfDay().atOffset(ZoneOffset.UTC));
        statement.setObject(4, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        return statement;
    }

    private PreparedStatement devices() throws SQLException {
        PreparedStatement statement = statement(DEVICES);
        statement.setObject(5, day.minusDays(1));
        statement.setObject(6, day.plusDays(1));
        return statement;
    }

    private Map<String, List<Heard>> heard() throws SQLException {
        UUID[] people =
                rows(statement(PEOPLE), row -> row.getObject(1, UUID.class)).toArray(UUID[]::new);
        PreparedStatement statement = connection.prepareStatement(HEARD);
        for (int at = 1; at < 9; at += 4) {
            statement.setObject(at, org);
            statement.setArray(at + 1, connection.createArrayOf("uuid", people));
            statement.setObject(at + 2, day);
            statement.setObject(at + 3, day);
        }
        statement.setObject(9, org);
        Map<String, List<Heard>> heard = new HashMap<>();
        rows(
                statement,
                row -> heard.computeIfAbsent(row.getString("user_id"), any -> new ArrayList<>())
                        .add(new Heard(
                                instant(row, "first_seen_at"), time(row, "last_heard_at"), row.getBoolean("owes"))));
        return heard;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Closes the statement. */
    private static <T> List<T> rows(PreparedStatement statement, Reading<T> reading) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (statement;
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reading.of(row));
            }
        }
        return rows;
    }

    private static CellRow cell(ResultSet row) throws SQLException {
        return new CellRow(
                key(row),
                tokens(row, ""),
                tokens(row, "device_"),
                row.getObject("first_input", Long.class),
                row.getObject("first_output", Long.class));
    }

    private static ShareRow share(ResultSet row) throws SQLException {
        return new ShareRow(key(row), row.getString("subject"), tokens(row, ""));
    }

    private static DeviceRow device(ResultSet row) throws SQLException {
        return new DeviceRow(
                key(row),
                row.getString("subject"),
                row.getString("token_source"),
                tokens(row, ""),
                tokens(row, "wasted_"),
                row.getLong("failed"),
                row.getLong("retried"),
                row.getObject("input_factor") == null ? null : new Both<>(known(row, "input"), known(row, "output")));
    }

    private static Known known(ResultSet row, String measure) throws SQLException {
        return new Known(
                row.getDouble(measure + "_factor"),
                row.getDouble(measure + "_low"),
                row.getDouble(measure + "_high"),
                row.getInt("comparisons"));
    }

    private static Both<Long> tokens(ResultSet row, String whose) throws SQLException {
        return new Both<>(row.getLong(whose + "input"), row.getLong(whose + "output"));
    }

    private static CellKey key(ResultSet row) throws SQLException {
        return new CellKey(time(row, "hour"), row.getString("model"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
