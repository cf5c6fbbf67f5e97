package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.connections.NoAccess;
import dev.toktra.reconciliation.providers.polling.Harvest.Nothing;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Claims what is due, reads it and saves what came, one window at a time. */
final class PollEngine {

    private static final Logger LOG = Logger.getLogger(PollEngine.class);

    private final String owner;
    private final Stores stores;
    private final AccessOpener accesses;
    private final Clients clients;
    private final Limits limits;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    PollEngine(String owner, Stores stores, AccessOpener accesses, Clients clients, Limits limits) {
        this.owner = owner;
        this.stores = stores;
        this.accesses = accesses;
        this.clients = clients;
        this.limits = limits;
    }

    /** Where slots are claimed and harvests are saved. */
    record Stores(LaneStore lanes, HarvestStore harvests) {}

    /** {@code readWithin} is shorter than the lease, so that a read that is over time has lost nothing yet. */
    record Limits(Duration readWithin, Executor blocking) {}

    /** Opens a connection; blocks. */
    @FunctionalInterface
    interface AccessOpener {
        /** Throws NoAccess where it cannot be used. */
        Access open(UUID orgId, UUID connectionId) throws SQLException;
    }

    /** Makes the slots of new connections. */
    Uni<Void> ensure() {
        return blocking(() -> {
                    stores.lanes().ensure(clients.sources());
                    return true;
                })
                .replaceWithVoid();
    }

    /** One window, from claim to commit; empty where nothing is due. A failed read is an outcome. */
    Uni<Optional<Outcome>> step() {
        return blocking(() -> stores.lanes().claim(owner, clients.sources()))
                .flatMap(claim -> claim.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : harvest(claim.get()).map(Optional::of));
    }

    private Uni<Outcome> harvest(Claim claim) {
        Uni<Harvest> harvest = claim.step() instanceof Step.Wait
                ? Uni.createFrom().item(nothing("There is nothing to read now."))
                : read(claim);
        return harvest.flatMap(came -> blocking(() -> stores.harvests().save(claim, came)));
    }

    private Uni<Harvest> read(Claim claim) {
        Claim.Slot slot = claim.slot();
        return blocking(() -> accesses.open(slot.orgId(), slot.connectionId()))
                .flatMap(access -> clients.read(claim, access))
                .ifNoItem()
                .after(limits.readWithin())
                .recoverWithItem(() -> nothing("The provider did not give everything in time; it is asked again."))
                .onFailure(NoAccess.class)
                .recoverWithItem(refused -> new Nothing(Trouble.of(Failure.REFUSED, refused.words())))
                .onFailure()
                .recoverWithItem(failure -> broken(claim, failure));
    }

    private static Harvest broken(Claim claim, Throwable failure) {
        LOG.errorf(
                failure,
                "Reading %s of connection %s failed in this service, not at the provider; it is tried again",
                claim.slot().sourceWord(),
                claim.slot().connectionId());
        return nothing("This service failed while it read; its log says why. It tries again.");
    }

    private static Harvest nothing(String words) {
        return new Nothing(Trouble.of(Failure.UNAVAILABLE, words));
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (NoAccess e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .runSubscriptionOn(limits.blocking());
    }
}
