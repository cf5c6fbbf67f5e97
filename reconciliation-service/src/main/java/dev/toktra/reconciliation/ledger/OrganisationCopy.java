package dev.toktra.reconciliation.ledger;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.Topics;
import dev.toktra.reconciliation.ledger.counting.Organisations;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.read.StateCopy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The organisations of the directory, in memory: their calendars decide the day of every event. */
@Startup
@ApplicationScoped
public class OrganisationCopy implements Organisations {

    private final StateCopy<OrganisationState> copy;

    OrganisationCopy(StateTopics topics) {
        copy = topics.copy(Topics.ORGANISATIONS, OrganisationState.class);
    }

    @Override
    public Optional<OrganisationState> find(UUID orgId) {
        return copy.find(orgId.toString());
    }

    boolean isRead() {
        return copy.caughtUp();
    }
}
