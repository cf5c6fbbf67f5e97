package dev.toktra.reconciliation.settling.calibration;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.directory.ReadingLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the factors of a provider, and marks the days that another factor changes. */
final class FactorStore {

    private static final String KNOWN = "select * from calibration_factor where org_id = ? and provider = ?";

    private static final String SAVE = """
            insert into calibration_factor (org_id, provider, model, token_source, client, input_factor, input_low,
                input_high, output_factor, output_low, output_high, comparisons, computed_at)
            select ?::uuid, ?::text, t.*, ?::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[],
                ?::float8[], ?::int[]) t
            on conflict (org_id, provider, model, token_source, client) do update set
                input_factor = excluded.input_factor, input_low = excluded.input_low, input_high = excluded.input_high,
                output_factor = excluded.output_factor, output_low = excluded.output_low,
                output_high = excluded.output_high, comparisons = excluded.comparisons,
                computed_at = excluded.computed_at""";

    private static final String FORGET = """
            delete from calibration_factor where org_id = ? and provider = ? and (model, token_source, client) in (
                select * from unnest(?::text[], ?::text[], ?::text[]))""";

    /** Days that devices saw something of: settled ones get other shares, the others other estimates. */
    private static final String MARK = """
            with days as (select distinct day, (hour at time zone 'UTC')::date as utc from usage_hourly
                where org_id = ? and provider = ? and day >= ?),
            settled as (insert into unsettled_day (org_id, provider, day) select distinct ?::uuid, ?::text, utc from days)
            insert into dirty_fact (org_id, day) select distinct ?::uuid, day from days""";

    /** Each day of the provider is read by its factors, however little they changed. */
    private static final String MARK_SUMS = """
            insert into dirty_sum (org_id, day)
            select distinct org_id, day from usage_daily where org_id = ? and provider = ?""";

    private final Connection connection;
    private final UUID org;
    private final String provider;

    FactorStore(Connection connection, UUID org, String provider) {
        this.connection = connection;
        this.org = org;
        this.provider = provider;
    }

    /** A factor as it is kept, and since when. */
    record Known(Calibrated calibrated, Instant computedAt) {}

    Map<Estimator, Known> known() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setObject(1, org);
            statement.setString(2, provider);
            Map<Estimator, Known> known = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Estimator estimator = new Estimator(
                            provider, row.getString("token_source"), row.getString("model"), row.getString("client"));
                    int comparisons = row.getInt("comparisons");
                    Calibrated calibrated =
                            new Calibrated(estimator, factor(row, "input"), factor(row, "output"), comparisons);
                    known.put(
                            estimator,
                            new Known(
                                    calibrated,
                                    row.getObject("computed_at", OffsetDateTime.class)
                                            .toInstant()));
                }
            }
            return known;
        }
    }

    void save(List<Calibrated> factors, Instant now) throws SQLException {
        try (var save = new RowsStatement<>(connection, SAVE, factors)) {
            save.value(org).value(provider).value(now.atOffset(ZoneOffset.UTC));
            save.texts(one -> String.valueOf(one.estimator().model()))
                    .texts(one -> one.estimator().tokenSource())
                    .texts(one -> String.valueOf(one.estimator().client()));
            for (boolean output : new boolean[] {false, true}) {
                save.texts(one -> String.valueOf((output ? one.output() : one.input()).value()))
                        .texts(one -> String.valueOf((output ? one.output() : one.input()).low()))
                        .texts(one -> String.valueOf((output ? one.output() : one.input()).high()));
            }
            save.longs(Calibrated::comparisons).update();
        }
    }

    void forget(Collection<Estimator> estimators) throws SQLException {
        try (var forget = new RowsStatement<>(connection, FORGET, new ArrayList<>(estimators))) {
            forget.value(org)
                    .value(provider)
                    .texts(Estimator::model)
                    .texts(Estimator::tokenSource)
                    .texts(Estimator::client)
                    .update();
        }
    }

    void mark(LocalDate since) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setObject(1, org);
            statement.setString(2, provider);
            statement.setObject(3, since);
            statement.setObject(4, org);
            statement.setString(5, provider);
            statement.setObject(6, org);
            statement.executeUpdate();
        }
    }

    /** After the factors are saved, for they hold from then on. */
    void markSums() throws SQLException {
        ReadingLock.exclusive(connection, org);
        try (PreparedStatement statement = connection.prepareStatement(MARK_SUMS)) {
            statement.setObject(1, org);
            statement.setString(2, provider);
            statement.executeUpdate();
        }
    }

    private static Factor factor(ResultSet row, String measure) throws SQLException {
        return new Factor(
                row.getDouble(measure + "_factor"),
                row.getDouble(measure + "_low"),
                row.getDouble(measure + "_high"),
                row.getInt("comparisons"));
    }
}
