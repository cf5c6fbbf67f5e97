package dev.toktra.reconciliation.settling;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.settling.calibration.Factor;
import dev.toktra.reconciliation.settling.deciding.CellKey;
import dev.toktra.reconciliation.settling.deciding.Correction;
import dev.toktra.reconciliation.settling.deciding.Estimate;
import dev.toktra.reconciliation.settling.deciding.Places;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.naming.KeptRun;
import dev.toktra.reconciliation.settling.naming.ModelNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what devices saw of a provider's day, calibrated, in the transaction that it is given. */
final class EstimateStore {

    /** A day of UTC lies in the days of any calendar around it. */
    private static final String SEEN = """
            select u.hour, u.day, coalesce(p.user_id::text, 'unknown') as subject, u.model, u.application, u.token_source,
                u.client, sum(u.fresh_input)::bigint as fresh_input, sum(u.cache_read)::bigint as cache_read,
                sum(u.cache_write)::bigint as cache_write, sum(u.output)::bigint as output,
                sum(u.requests)::bigint as requests
            from usage_hourly u
            left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
            where u.org_id = ? and u.provider = ? and u.day between ? and ? and u.hour >= ? and u.hour < ?
            group by u.hour, u.day, p.user_id, u.model, u.application, u.token_source, u.client""";

    private static final String FACTORS = """
            select model, token_source, client, input_factor, input_low, input_high, output_factor, output_low,
                output_high, comparisons
            from calibration_factor where org_id = ? and provider = ?""";

    private static final String KEPT_FACTORS = """
            select f.* from reconciliation_run r
            cross join jsonb_to_recordset(r.kept -> 'rules' -> 'factors') as f(provider text, model text, token_source text,
                client text, input_factor double precision, input_low double precision, input_high double precision,
                output_factor double precision, output_low double precision, output_high double precision, comparisons int)
            where r.org_id = ? and f.provider = ? and r.run_id = ?""";

    private final Connection connection;
    private final ProviderDay unit;
    private final ModelNames models;
    private final @Nullable KeptRun run;
    private final Map<String, String> canonical = new HashMap<>();

    /** {@code run} is the one whose factors hold, null for those of now. */
    EstimateStore(Connection connection, ProviderDay unit, ModelNames models, @Nullable KeptRun run) {
        this.connection = connection;
        this.unit = unit;
        this.models = models;
        this.run = run;
    }

    private record Estimator(String model, String tokenSource, String client) {}

    /** The names by which devices called models. */
    Set<String> names() {
        return canonical.keySet();
    }

    List<Estimate> seen(Places places) throws SQLException {
        Map<Estimator, Correction> corrections = corrections();
        try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            statement.setObject(3, unit.day().minusDays(1));
            statement.setObject(4, unit.day().plusDays(1));
            statement.setObject(5, unit.start().atOffset(ZoneOffset.UTC));
            statement.setObject(6, unit.end().atOffset(ZoneOffset.UTC));
            List<Estimate> seen = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    seen.add(estimate(row, corrections, places));
                }
            }
            return seen;
        }
    }

    private Estimate estimate(ResultSet row, Map<Estimator, Correction> corrections, Places places)
            throws SQLException {
        String model =
                canonical.computeIfAbsent(row.getString("model"), name -> models.canonical(unit.provider(), name));
        LocalDate day = row.getObject("day", LocalDate.class);
        String subject = row.getString("subject");
        Estimator estimator = new Estimator(model, row.getString("token_source"), row.getString("client"));
        return new Estimate(
                new CellKey(row.getObject("hour", OffsetDateTime.class).toInstant(), model),
                day,
                subject,
                row.getString("application"),
                places.of(subject, day),
                corrections.getOrDefault(estimator, Correction.NONE).of(tokens(row), row.getLong("requests")));
    }

    private static TokenCounts tokens(ResultSet row) throws SQLException {
        return new TokenCounts(
                row.getLong("fresh_input"),
                row.getLong("cache_read"),
                row.getLong("cache_write"),
                row.getLong("output"),
                0);
    }

    private Map<Estimator, Correction> corrections() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(run == null ? FACTORS : KEPT_FACTORS)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            if (run != null) {
                statement.setObject(3, run.runId());
            }
            Map<Estimator, Correction> corrections = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    corrections.put(
                            new Estimator(
                                    row.getString("model"), row.getString("token_source"), row.getString("client")),
                            new Correction(factor(row, "input"), factor(row, "output")));
                }
            }
            return corrections;
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
