package dev.toktra.ingest.events;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.Topics;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.read.StateCopy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The directory's organisations in memory: how long each keeps single events. */
@Startup
@ApplicationScoped
class OrganisationsConsumer {

    private final StateCopy<OrganisationState> organisations;

    OrganisationsConsumer(StateTopics topics) {
        this.organisations = topics.copy(Topics.ORGANISATIONS, OrganisationState.class);
    }

    /**
     * Days that an organisation keeps single events.
     *
     * @throws OrganisationUnknown until the directory has told of it
     */
    int rawRetentionDays(UUID orgId) {
        return organisations
                .find(orgId.toString())
                .map(OrganisationState::rawRetentionDays)
                .orElseThrow(OrganisationUnknown::new);
    }
}
