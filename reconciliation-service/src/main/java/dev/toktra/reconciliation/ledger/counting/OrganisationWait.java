package dev.toktra.reconciliation.ledger.counting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Gives the directory some time to publish an organisation, once; after that its events go to quarantine at once. */
public final class OrganisationWait {

    private final Organisations organisations;
    private final Duration patience;
    private final Clock clock;
    private final Map<UUID, Instant> missedSince = new HashMap<>();

    public OrganisationWait(Organisations organisations, Duration patience, Clock clock) {
        this.organisations = organisations;
        this.patience = patience;
        this.clock = clock;
    }

    /** Whether events of this organisation must wait. */
    public boolean isDue(UUID orgId) {
        if (organisations.find(orgId).isPresent()) {
            return false;
        }
        Instant now = clock.instant();
        Instant since = missedSince.computeIfAbsent(orgId, unknown -> now);
        return now.isBefore(since.plus(patience));
    }
}
