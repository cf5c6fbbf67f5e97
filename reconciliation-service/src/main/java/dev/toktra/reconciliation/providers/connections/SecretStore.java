package dev.toktra.reconciliation.providers.connections;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.connections.sealing.Envelope;
import dev.toktra.reconciliation.providers.connections.sealing.KeyEncryption;
import dev.toktra.reconciliation.providers.connections.sealing.SealedFor;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret;
import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret.Wrapped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Sealed secrets, as the worker: what answers requests cannot read them. */
final class SecretStore {

    private static final String REWRAP = """
            update provider_secret set key_id = ?, wrapped_key = ?
            where connection_id = ? and version = ? and key_id = ?""";

    private final DataSource worker;

    SecretStore(DataSource worker) {
        this.worker = worker;
    }

    private record Sealed(SealedFor owner, SealedSecret secret) {}

    /** The keys that secrets are under. */
    List<String> keyIds() throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select distinct key_id from provider_secret order by 1");
                ResultSet rows = statement.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** Brings data keys that are under older keys under the current one, and says how many. */
    int rewrap(KeyEncryption keys) throws SQLException {
        Envelope envelope = new Envelope(keys, new SecureRandom());
        int rewrapped = 0;
        try (Connection connection = worker.getConnection()) {
            for (Sealed old : under(connection, keys.current())) {
                SealedSecret fresh = envelope.rewrap(old.secret(), old.owner());
                rewrapped += save(connection, old, fresh.wrappedKey());
            }
        }
        return rewrapped;
    }

    private static int save(Connection connection, Sealed old, Wrapped fresh) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REWRAP)) {
            statement.setString(1, fresh.keyId());
            statement.setBytes(2, fresh.bytes());
            statement.setObject(3, old.owner().connectionId());
            statement.setLong(4, old.owner().version());
            statement.setString(5, old.secret().wrappedKey().keyId());
            return statement.executeUpdate();
        }
    }

    private static List<Sealed> under(Connection connection, String otherThan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select s.*, c.provider from provider_secret s join provider_connection c using (connection_id)"
                        + " where key_id <> ?")) {
            statement.setString(1, otherThan);
            try (ResultSet rows = statement.executeQuery()) {
                List<Sealed> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(new Sealed(owner(rows), sealed(rows)));
                }
                return all;
            }
        }
    }

    static SealedFor owner(ResultSet row) throws SQLException {
        return new SealedFor(
                row.getObject("org_id", UUID.class),
                Provider.of(row.getString("provider")).orElseThrow(),
                row.getObject("connection_id", UUID.class),
                row.getLong("version"));
    }

    static SealedSecret sealed(ResultSet row) throws SQLException {
        return new SealedSecret(
                new Wrapped(row.getString("key_id"), row.getBytes("wrapped_key")), row.getBytes("ciphertext"));
    }
}
