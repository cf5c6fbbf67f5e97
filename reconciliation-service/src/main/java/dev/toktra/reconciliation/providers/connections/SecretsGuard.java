package dev.toktra.reconciliation.providers.connections;

import dev.toktra.reconciliation.providers.connections.SecretKeysProducer.SecretKeys;
import dev.toktra.reconciliation.providers.connections.sealing.KeyEncryption;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Refuses to start where secrets could not be opened, says why, and brings the others under the current key. */
@ApplicationScoped
class SecretsGuard {

    private static final Logger LOG = Logger.getLogger(SecretsGuard.class);

    private final Instance<SecretKeys> keys;
    private final AgroalDataSource worker;

    SecretsGuard(Instance<SecretKeys> keys, @DataSource("worker") AgroalDataSource worker) {
        this.keys = keys;
        this.worker = worker;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        try {
            int rewrapped = check(keys.get().keys(), new SecretStore(worker));
            if (rewrapped > 0) {
                LOG.infof("%d secrets of providers are under the current key now", rewrapped);
            }
        } catch (WrongKeys e) {
            throw new ConfigurationException("reconciliation-service does not start. " + e.getMessage());
        } catch (SQLException e) {
            throw new IllegalStateException("The secrets of providers cannot be looked at. Check PostgreSQL.", e);
        }
    }

    /** How many secrets were brought under the current key. */
    static int check(Optional<KeyEncryption> keys, SecretStore secrets) throws SQLException {
        for (String keyId : secrets.keyIds()) {
            if (keys.isEmpty()) {
                throw new WrongKeys("There are secrets of providers, and the key that opens them is missing: name it in"
                        + " toktra.secrets.key-file (TOKTRA_SECRETS_KEY_FILE), or delete the connections.");
            }
            if (!keys.get().known().contains(keyId)) {
                throw new WrongKeys("There are secrets of providers under the key " + keyId + ", which is not among"
                        + " those given: add it as a further line of toktra.secrets.key-file.");
            }
        }
        return keys.isEmpty() ? 0 : secrets.rewrap(keys.get());
    }
}
