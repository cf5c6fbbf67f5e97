package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.polling.deciding.Reading;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import dev.toktra.reconciliation.settling.deciding.Counted;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Reads;
import dev.toktra.reconciliation.settling.naming.Owned;
import dev.toktra.reconciliation.settling.naming.Rules;
import dev.toktra.reconciliation.settling.sharing.ProviderFigure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a provider counted on a day and how far it was read, in the transaction that it is given. */
final class ProviderFigureStore {

    /** A deleted connection counts while there is no other and none took its place: two would count the same twice. */
    private static final String CONNECTIONS = """
            select connection_id from provider_connection c
            where org_id = ? and provider = ? and (deleted_at is null or not exists (
                select from provider_connection o where o.org_id = c.org_id and o.provider = c.provider
                    and (o.deleted_at is null or o.created_at >= c.deleted_at)))""";

    private static final String COUNTED = """
            select connection_id, bucket, width, model, provider_user, provider_key, project, deployment, tier, location,
                batch, input, output, fresh_input, cache_read, cache_write, cache_write_1h, requests
            from %s
            where state <> 'retracted' and connection_id = any(?)
            order by connection_id, source, bucket, key_hash""";

    private static final String NOW = COUNTED.formatted(
            "(select * from provider_count where org_id = ? and provider = ? and bucket >= ? and bucket < ?) c");

    private static final String KEPT = COUNTED.formatted("provider_count_at(?, ?, ?, ?, ?) c");

    private static final String READ = """
            select read_at, read_until from read_day where connection_id = any(?) and source = any(?) and day = ?""";

    private final Connection connection;
    private final ProviderDay unit;
    private final Provider provider;
    private final List<UUID> connections;
    private final @Nullable KeptDay kept;
    private final Set<String> names = new HashSet<>();

    private ProviderFigureStore(
            Connection connection, ProviderDay unit, List<UUID> connections, @Nullable KeptDay kept) {
        this.connection = connection;
        this.unit = unit;
        this.provider = Provider.of(unit.provider()).orElseThrow();
        this.connections = connections;
        this.kept = kept;
    }

    /** What the provider says now. */
    static ProviderFigureStore now(Connection connection, ProviderDay unit) throws SQLException {
        return new ProviderFigureStore(connection, unit, connections(connection, unit), null);
    }

    /** What it had said, and how far it had been read, when a run was made. */
    static ProviderFigureStore kept(Connection connection, KeptDay day) {
        return new ProviderFigureStore(connection, day.unit(), day.connections(), day);
    }

    private static List<UUID> connections(Connection connection, ProviderDay unit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CONNECTIONS)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            List<UUID> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }

    List<Counted> counted(Rules rules) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kept == null ? NOW : KEPT)) {
            statement.setObject(1, unit.orgId());
            statement.setString(2, unit.provider());
            statement.setObject(3, unit.start().atOffset(ZoneOffset.UTC));
            statement.setObject(4, unit.end().atOffset(ZoneOffset.UTC));
            int next = 5;
            if (kept != null) {
                statement.setObject(next++, kept.run().asOf().atOffset(ZoneOffset.UTC));
            }
            statement.setArray(next, connection.createArrayOf("uuid", connections.toArray()));
            List<Counted> counted = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counted.add(counted(row, rules));
                }
            }
            return counted;
        }
    }

    private Counted counted(ResultSet row, Rules rules) throws SQLException {
        Dimensions dimensions = dimensions(row);
        names.add(dimensions.model());
        String connectionId = row.getString("connection_id");
        Owned owned = rules.owners().of(dimensions, connectionId, unit.day());
        ServiceTier tier = ServiceTier.of(provider, dimensions.tier(), dimensions.batch());
        Instant hour = row.getString("width").equals("hour") ? instant(row, "bucket") : null;
        return new Counted(
                hour,
                rules.model(dimensions, connectionId, unit.day()),
                new ProviderFigure(counts(row), tier, owned.owner(), owned.by()));
    }

    /** The names by which the provider called models. */
    Set<String> names() {
        return names;
    }

    private static Dimensions dimensions(ResultSet row) throws SQLException {
        return new Dimensions(
                row.getString("model"),
                row.getString("provider_user"),
                row.getString("provider_key"),
                row.getString("project"),
                row.getString("deployment"),
                row.getString("tier"),
                row.getString("location"),
                row.getBoolean("batch"));
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

    Reads reads(PollRules.Grace grace) throws SQLException {
        List<String> sources = TokenReports.of(provider);
        return new Reads(
                connections.size() * sources.size(),
                kept == null ? readings(sources) : kept.readings(),
                grace.of(provider));
    }

    private List<Reading> readings(List<String> sources) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("uuid", connections.toArray()));
            statement.setArray(2, connection.createArrayOf("text", sources.toArray()));
            statement.setObject(3, unit.day());
            List<Reading> readings = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    readings.add(new Reading(instant(row, "read_at"), instant(row, "read_until")));
                }
            }
            return readings;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
