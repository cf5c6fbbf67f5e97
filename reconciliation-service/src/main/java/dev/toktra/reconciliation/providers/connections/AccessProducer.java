package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.reconciliation.providers.connections.SecretKeysProducer.SecretKeys;
import dev.toktra.reconciliation.providers.connections.rules.AddressRule;
import dev.toktra.reconciliation.providers.connections.sealing.Envelope;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** Makes what seals secrets and opens connections. */
final class AccessProducer {

    private AccessProducer() {}

    /** The installation's rules for addresses and secrets. */
    record Sealing(AddressRule addresses, Optional<Envelope> envelope) {}

    @Produces
    @Singleton
    static Sealing sealing(SecretKeys keys, ConnectionsConfig config) {
        return new Sealing(
                new AddressRule(config.allowedHosts().orElse(Set.of())),
                keys.keys().map(ring -> new Envelope(ring, new SecureRandom())));
    }

    @Produces
    @Singleton
    static AccessStore accesses(@DataSource("worker") AgroalDataSource worker, Sealing sealing, ObjectMapper json) {
        return new AccessStore(worker, sealing.envelope(), sealing.addresses(), json);
    }
}
