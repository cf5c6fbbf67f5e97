package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import dev.toktra.reconciliation.settling.deciding.Cell;
import dev.toktra.reconciliation.settling.deciding.CellKey;
import dev.toktra.reconciliation.settling.deciding.CellState;
import dev.toktra.reconciliation.settling.deciding.HourState;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Settled;
import dev.toktra.reconciliation.settling.deciding.ShareKey;
import dev.toktra.reconciliation.settling.deciding.SharedAmount;
import dev.toktra.reconciliation.settling.sharing.Attribution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a day as it was settled the last time, in the transaction that it is given. */
final class SettledStore {

    private static final String OF_THE_DAY = " where org_id = ? and provider = ? and hour >= ? and hour < ?";

    private static final String HOURS = "select hour, state from settled_hour" + OF_THE_DAY;

    private static final String CELLS = """
            select hour, model, state, input, output, fresh_input, cache_read, cache_write, null::bigint as cache_write_1h,
                requests, device_input, device_output, device_requests, first_input, first_output, reconciled_at, restated_at
            from settled_cell""" + OF_THE_DAY;

    private static final String SHARES = """
            select hour, day, model, subject, unit_id, application, attribution, tier, input, output, fresh_input,
                cache_read, cache_write, cache_write_1h, requests, cost, price_id
            from settled_share""" + OF_THE_DAY;

    private final Connection connection;
    private final ProviderDay unit;

    SettledStore(Connection connection, ProviderDay unit) {
        this.connection = connection;
        this.unit = unit;
    }

    Settled read() throws SQLException {
        Map<Instant, HourState> hours = new HashMap<>();
        Map<CellKey, Cell> cells = new HashMap<>();
        Map<ShareKey, SharedAmount> shares = new HashMap<>();
        each(HOURS, row -> hours.put(hour(row), HourState.of(row.getString("state"))));
        each(CELLS, row -> cells.put(cell(row), value(row)));
        each(SHARES, row -> shares.put(share(row), new SharedAmount(counts(row), cost(row))));
        return new Settled(hours, cells, shares);
    }

    private interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String sql, Taking taking) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            statement.setObject(3, unit.start().atOffset(ZoneOffset.UTC));
            statement.setObject(4, unit.end().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taking.take(rows);
                }
            }
        }
    }

    private static CellKey cell(ResultSet row) throws SQLException {
        return new CellKey(hour(row), row.getString("model"));
    }

    private static Cell value(ResultSet row) throws SQLException {
        Instant reconciledAt = instant(row, "reconciled_at");
        return new Cell(
                CellState.of(row.getString("state")),
                number(row, "input") == null ? null : counts(row),
                new Cell.Devices(
                        row.getLong("device_input"), row.getLong("device_output"), row.getLong("device_requests")),
                reconciledAt == null
                        ? null
                        : new Cell.First(reconciledAt, row.getLong("first_input"), row.getLong("first_output")),
                instant(row, "restated_at"));
    }

    private static ShareKey share(ResultSet row) throws SQLException {
        return new ShareKey(
                cell(row),
                row.getObject("day", LocalDate.class),
                row.getString("subject"),
                row.getObject("unit_id", UUID.class),
                row.getString("application"),
                Attribution.valueOf(row.getString("attribution").toUpperCase(Locale.ROOT)),
                ServiceTier.valueOf(row.getString("tier").toUpperCase(Locale.ROOT)));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("input"),
                row.getLong("output"),
                number(row, "fresh_input"),
                number(row, "cache_read"),
                number(row, "cache_write"),
                number(row, "cache_write_1h"),
                number(row, "requests"));
    }

    private static @Nullable PricedAmount cost(ResultSet row) throws SQLException {
        return row.getBigDecimal("cost") == null
                ? null
                : new PricedAmount(row.getBigDecimal("cost"), row.getString("price_id"));
    }

    private static Instant hour(ResultSet row) throws SQLException {
        return row.getObject("hour", OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
