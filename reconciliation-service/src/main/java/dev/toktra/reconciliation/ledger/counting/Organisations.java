package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.OrganisationState;
import java.util.Optional;
import java.util.UUID;

/** The organisations that the directory knows now. */
@FunctionalInterface
public interface Organisations {

    Optional<OrganisationState> find(UUID orgId);
}
