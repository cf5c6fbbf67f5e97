package dev.toktra.reconciliation.settling;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.settling.deciding.Cell;
import dev.toktra.reconciliation.settling.deciding.CellKey;
import dev.toktra.reconciliation.settling.deciding.HourState;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Settled;
import dev.toktra.reconciliation.settling.deciding.ShareKey;
import dev.toktra.reconciliation.settling.deciding.SharedAmount;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what is settled otherwise than it was, row by row, in the transaction that it is given. */
final class ChangedStore {

    private static final String DELETE_HOURS =
            "delete from settled_hour where org_id = ? and provider = ? and hour = any(?::timestamptz[])";

    private static final String WRITE_HOURS = """
            insert into settled_hour (org_id, provider, hour, state)
            select ?, ?, * from unnest(?::timestamptz[], ?::text[])
            on conflict (org_id, provider, hour) do update set state = excluded.state""";

    private static final String DELETE_CELLS = """
            delete from settled_cell where org_id = ? and provider = ?
                and (hour, model) in (select * from unnest(?::timestamptz[], ?::text[]))""";

    private static final String WRITE_CELLS = """
            insert into settled_cell (org_id, provider, hour, model, state, input, output, fresh_input, cache_read,
                cache_write, requests, device_input, device_output, device_requests, first_input, first_output,
                reconciled_at, restated_at)
            select ?, ?, * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::timestamptz[], ?::timestamptz[])
            on conflict (org_id, provider, hour, model) do update set state = excluded.state, input = excluded.input,
                output = excluded.output, fresh_input = excluded.fresh_input, cache_read = excluded.cache_read,
                cache_write = excluded.cache_write, requests = excluded.requests, device_input = excluded.device_input,
                device_output = excluded.device_output, device_requests = excluded.device_requests,
                first_input = excluded.first_input, first_output = excluded.first_output,
                reconciled_at = excluded.reconciled_at, restated_at = excluded.restated_at""";

    private static final String DELETE_SHARES = """
            delete from settled_share s
            using unnest(?::timestamptz[], ?::date[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                as k(hour, day, model, subject, unit_id, application, attribution, tier)
            where s.org_id = ? and s.provider = ? and s.hour = k.hour and s.day = k.day and s.model = k.model
                and s.subject = k.subject and s.unit_id is not distinct from k.unit_id
                and s.application = k.application and s.attribution = k.attribution and s.tier = k.tier""";

    private static final String WRITE_SHARES = """
            insert into settled_share (hour, day, model, subject, unit_id, application, attribution, tier, org_id,
                provider, input, output, fresh_input, cache_read, cache_write, cache_write_1h, requests, cost, price_id)
            select k.hour, k.day, k.model, k.subject, k.unit_id, k.application, k.attribution, k.tier, o.*, k.input,
                k.output, k.fresh_input, k.cache_read, k.cache_write, k.cache_write_1h, k.requests, k.cost, k.price_id
            from unnest(?::timestamptz[], ?::date[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::numeric[], ?::text[])
                as k(hour, day, model, subject, unit_id, application, attribution, tier, input, output, fresh_input,
                    cache_read, cache_write, cache_write_1h, requests, cost, price_id),
                (select ?::uuid, ?::text) o
            on conflict (org_id, provider, hour, day, model, subject, unit_id, application, attribution, tier) do update
                set input = excluded.input, output = excluded.output, fresh_input = excluded.fresh_input,
                    cache_read = excluded.cache_read, cache_write = excluded.cache_write,
                    cache_write_1h = excluded.cache_write_1h, requests = excluded.requests, cost = excluded.cost,
                    price_id = excluded.price_id""";

    private final Connection connection;
    private final ProviderDay unit;

    ChangedStore(Connection connection, ProviderDay unit) {
        this.connection = connection;
        this.unit = unit;
    }

    /** Takes away what is gone, and writes what is new or different. */
    void write(Settled gone, Settled changed) throws SQLException {
        deleteHours(gone.hours().keySet());
        deleteCells(gone.cells().keySet());
        deleteShares(gone.shares().keySet());
        writeHours(changed.hours());
        writeCells(changed.cells());
        writeShares(changed.shares());
    }

    private void deleteHours(Set<Instant> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (RowsStatement<Instant> rows = ofTheUnit(DELETE_HOURS, hours)) {
            rows.instants(hour -> hour).update();
        }
    }

    private void deleteCells(Set<CellKey> cells) throws SQLException {
        if (cells.isEmpty()) {
            return;
        }
        try (RowsStatement<CellKey> rows = ofTheUnit(DELETE_CELLS, cells)) {
            rows.instants(CellKey::hour).texts(CellKey::model).update();
        }
    }

    private void deleteShares(Set<ShareKey> shares) throws SQLException {
        if (shares.isEmpty()) {
            return;
        }
        try (RowsStatement<ShareKey> rows = new RowsStatement<>(connection, DELETE_SHARES, shares)) {
            keys(rows, key -> key).value(unit.orgId()).value(unit.provider()).update();
        }
    }

    private void writeHours(Map<Instant, HourState> hours) throws SQLException {
        if (hours.isEmpty()) {
            return;
        }
        try (RowsStatement<Entry<Instant, HourState>> rows = ofTheUnit(WRITE_HOURS, hours.entrySet())) {
            rows.instants(Entry::getKey).texts(hour -> hour.getValue().word()).update();
        }
    }

    private void writeCells(Map<CellKey, Cell> cells) throws SQLException {
        if (cells.isEmpty()) {
            return;
        }
        try (RowsStatement<Entry<CellKey, Cell>> rows = ofTheUnit(WRITE_CELLS, cells.entrySet())) {
            rows.instants(cell -> cell.getKey().hour())
                    .texts(cell -> cell.getKey().model())
                    .texts(cell -> cell.getValue().state().word())
                    .numbers(counted(Counts::input))
                    .numbers(counted(Counts::output))
                    .numbers(counted(Counts::freshInput))
                    .numbers(counted(Counts::cacheRead))
                    .numbers(counted(Counts::cacheWrite))
                    .numbers(counted(Counts::requests))
                    .longs(cell -> cell.getValue().devices().input())
                    .longs(cell -> cell.getValue().devices().output())
                    .longs(cell -> cell.getValue().devices().requests())
                    .numbers(first(Cell.First::input))
                    .numbers(first(Cell.First::output))
                    .instants(first(Cell.First::at))
                    .instants(cell -> cell.getValue().restatedAt())
                    .update();
        }
    }

    private static Function<Entry<CellKey, Cell>, @Nullable Long> counted(Function<Counts, @Nullable Long> measure) {
        return cell -> {
            Counts counts = cell.getValue().counts();
            return counts == null ? null : measure.apply(counts);
        };
    }

    private static <T> Function<Entry<CellKey, Cell>, @Nullable T> first(Function<Cell.First, T> measure) {
        return cell -> {
            Cell.First first = cell.getValue().first();
            return first == null ? null : measure.apply(first);
        };
    }

    private void writeShares(Map<ShareKey, SharedAmount> shares) throws SQLException {
        if (shares.isEmpty()) {
            return;
        }
        try (RowsStatement<Entry<ShareKey, SharedAmount>> rows =
                new RowsStatement<>(connection, WRITE_SHARES, shares.entrySet())) {
            keys(rows, Entry::getKey)
                    .longs(share -> share.getValue().counts().input())
                    .longs(share -> share.getValue().counts().output())
                    .numbers(share -> share.getValue().counts().freshInput())
                    .numbers(share -> share.getValue().counts().cacheRead())
                    .numbers(share -> share.getValue().counts().cacheWrite())
                    .numbers(share -> share.getValue().counts().cacheWrite1h())
                    .numbers(share -> share.getValue().counts().requests())
                    .texts(share -> share.getValue().costText())
                    .texts(share -> share.getValue().priceId())
                    .value(unit.orgId())
                    .value(unit.provider())
                    .update();
        }
    }

    private static <T> RowsStatement<T> keys(RowsStatement<T> rows, Function<T, ShareKey> key) throws SQLException {
        return rows.instants(row -> key.apply(row).cell().hour())
                .dates(row -> key.apply(row).day())
                .texts(row -> key.apply(row).cell().model())
                .texts(row -> key.apply(row).subject())
                .uuids(row -> key.apply(row).unit())
                .texts(row -> key.apply(row).application())
                .texts(row -> key.apply(row).by().word())
                .texts(row -> key.apply(row).tier().word());
    }

    private <T> RowsStatement<T> ofTheUnit(String sql, Collection<T> rows) throws SQLException {
        return new RowsStatement<>(connection, sql, rows).value(unit.orgId()).value(unit.provider());
    }
}
