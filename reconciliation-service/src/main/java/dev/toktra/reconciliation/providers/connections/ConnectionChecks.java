package dev.toktra.reconciliation.providers.connections;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.AccessCheck;
import dev.toktra.reconciliation.providers.AccessCheck.Fails;
import dev.toktra.reconciliation.providers.AccessCheck.Works;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.ProviderUsageClient;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.connections.ShownConnection.Tested;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Tries connections out. */
@ApplicationScoped
class ConnectionChecks {

    private final ConnectionStore connections;
    private final AccessStore accesses;
    private final Instance<ProviderUsageClient> clients;
    private final ConnectionsConfig config;

    ConnectionChecks(
            ConnectionStore connections,
            AccessStore accesses,
            @Any Instance<ProviderUsageClient> clients,
            ConnectionsConfig config) {
        this.connections = connections;
        this.accesses = accesses;
        this.clients = clients;
        this.config = config;
    }

    /** What came of it, in words; a failure is an answer too. */
    Uni<Tested> check(UUID orgId, UUID connectionId) {
        return connections
                .find(connectionId)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> open(orgId, connectionId))
                .chain(access -> client(access).test(access))
                .ifNoItem()
                .after(config.testWithin())
                .recoverWithItem(() -> new Fails(Trouble.of(
                        Failure.UNAVAILABLE, "The provider did not answer in time: test again in some minutes.")))
                .map(ConnectionChecks::tested)
                .onFailure(NoAccess.class)
                .recoverWithItem(refused -> new Tested(false, "no_access", words(refused), List.of()));
    }

    private Access open(UUID orgId, UUID connectionId) {
        try {
            return accesses.open(orgId, connectionId);
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be read", e);
        }
    }

    private ProviderUsageClient client(Access access) {
        return clients.stream()
                .filter(client -> client.provider() == access.provider())
                .findFirst()
                .orElseThrow(() -> new NoAccess(
                        "This service cannot read " + access.provider().word() + " yet."));
    }

    private static Tested tested(AccessCheck came) {
        if (came instanceof Works works) {
            return new Tested(true, null, "Usage can be read.", works.remarks());
        }
        Trouble trouble = ((Fails) came).trouble();
        return new Tested(false, trouble.failure().name().toLowerCase(Locale.ROOT), trouble.words(), List.of());
    }

    private static String words(Throwable refused) {
        return refused instanceof NoAccess noAccess ? noAccess.words() : "";
    }
}
