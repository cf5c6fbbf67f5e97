package dev.toktra.reconciliation.settling.naming;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.ledger.counting.Measure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** An organisation of its own on the real database; in its statements {@code :o} is the organisation. */
public final class NamingRig {

    public final UUID org;
    final PGSimpleDataSource worker = new PGSimpleDataSource();

    public NamingRig() {
        this(UUID.randomUUID());
    }

    public NamingRig(UUID org) {
        this.org = org;
        RunningStack stack = TestSchema.stack();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
    }

    /** A connection to a provider. */
    public UUID connected(String provider) throws SQLException {
        UUID id = UUID.randomUUID();
        update("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values ('" + id + "', :o, '" + provider
                + "', '"
                + id + "', '{}', 'paused', 1, 1, '0123', now(), now())");
        return id;
    }

    /** A day of UTC of the provider that was read. */
    public void read(UUID connection, String provider, String day) throws SQLException {
        update("insert into read_day values ('" + connection + "', 'openai_completions', '" + day + "', :o, '"
                + provider + "', now(), now())");
    }

    /** Tokens that devices saw. */
    public void seen(String day, String provider, String model) throws SQLException {
        String columns = Arrays.stream(Measure.values()).map(Measure::column).collect(Collectors.joining(", "));
        update("insert into usage_daily (org_id, day, identity_id, provider, model, application, zone, " + columns
                + ") values (:o, '" + day + "', 1, '" + provider + "', '" + model + "', 'x', 'UTC'"
                + ", 0".repeat(Measure.values().length) + ")");
    }

    /** Tokens that a provider counted; columns and values as in SQL. */
    public void counted(UUID connection, String bucket, String columns, String values) throws SQLException {
        update(
                "insert into provider_count (connection_id, source, bucket, key_hash, org_id, provider, width, batch, state,"
                        + " value_hash, run_id, first_seen_at, changed_at, " + columns
                        + ") select connection_id, 's', '" + bucket
                        + "', gen_random_uuid(), org_id, provider, 'hour', false, 'known', gen_random_uuid(), gen_random_uuid(),"
                        + " now(), now(), " + values + " from provider_connection where connection_id = '" + connection
                        + "'");
    }

    public void update(String sql) throws SQLException {
        try (Connection open = worker.getConnection();
                var statement = open.createStatement()) {
            statement.executeUpdate(sql.replace(":o", "'" + org + "'"));
        }
    }

    /** The rows of a query, columns separated by a blank. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection open = worker.getConnection();
                var statement = open.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace(":o", "'" + org + "'"))) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        }
    }
}
