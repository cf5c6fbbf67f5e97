package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.connections.rules.AddressRule;
import dev.toktra.reconciliation.providers.connections.rules.Settings;
import dev.toktra.reconciliation.providers.connections.sealing.CannotOpen;
import dev.toktra.reconciliation.providers.connections.sealing.Envelope;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Opens connections for those who read them, as the worker; blocks. */
public final class AccessStore {

    private static final Logger LOG = Logger.getLogger(AccessStore.class);

    private static final String FIND = """
            select s.*, c.provider, c.settings from provider_secret s join provider_connection c using (connection_id)
            where s.org_id = ? and s.connection_id = ? and c.deleted_at is null""";

    private final DataSource worker;
    private final Optional<Envelope> envelope;
    private final AddressRule addresses;
    private final ObjectMapper json;

    public AccessStore(DataSource worker, Optional<Envelope> envelope, AddressRule addresses, ObjectMapper json) {
        this.worker = worker;
        this.envelope = envelope;
        this.addresses = addresses;
        this.json = json;
    }

    /**
     * The access of a connection, after a look at where its addresses lead now.
     *
     * @throws NoAccess if it cannot be used
     */
    public Access open(UUID orgId, UUID connectionId) throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, orgId);
            statement.setObject(2, connectionId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NoAccess("The connection was deleted.");
                }
                return access(row);
            }
        }
    }

    private Access access(ResultSet row) throws SQLException {
        Envelope opener = envelope.orElseThrow(() ->
                new NoAccess("The key that opens secrets is missing: an operator has to set toktra.secrets.key-file."));
        try {
            Settings settings = SettingsMapper.settings(
                    SecretStore.owner(row).provider(), json.readTree(row.getString("settings")));
            settings.addresses().forEach(this::mustBeReachable);
            return Accesses.of(settings, opener.open(SecretStore.sealed(row), SecretStore.owner(row)));
        } catch (CannotOpen e) {
            LOG.errorf(
                    "The secret of connection %s cannot be opened: %s. Give the secret again, or restore the key.",
                    row.getObject("connection_id"), e.getMessage());
            throw new NoAccess("The secret cannot be opened: give it again.");
        } catch (JsonProcessingException e) {
            throw new NoAccess("The settings cannot be read: set them again.");
        }
    }

    /** A name that leads nowhere is for the client to find out. */
    private void mustBeReachable(URI address) {
        Optional<String> refusal = addresses.refusal(address.toString());
        try {
            for (InetAddress found : InetAddress.getAllByName(address.getHost())) {
                refusal = refusal.or(() -> addresses.refusal(address, found));
            }
        } catch (UnknownHostException e) {
            LOG.debugf("The host of %s is not known", address);
        }
        refusal.ifPresent(why -> {
            throw new NoAccess("The address " + address + " is not called: it " + why + ".");
        });
    }
}
