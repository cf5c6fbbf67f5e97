package dev.toktra.reconciliation.ledger.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.ledger.TestBatches;
import dev.toktra.reconciliation.ledger.TickingClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrganisationWaitTest {

    private final TickingClock clock = new TickingClock(TestBatches.NOW);
    private final Set<UUID> known = new HashSet<>();
    private final OrganisationWait wait = new OrganisationWait(
            org -> known.contains(org) ? Optional.of(TestBatches.organisation(org, "UTC")) : Optional.empty(),
            Duration.ofSeconds(30),
            clock);

    @Test
    void anUnknownOrganisationWaitsOnce() {
        UUID org = UUID.randomUUID();
        assertThat(wait.isDue(org)).isTrue();
        clock.tick(Duration.ofSeconds(29));
        assertThat(wait.isDue(org)).isTrue();
        clock.tick(Duration.ofSeconds(1));
        assertThat(wait.isDue(org)).isFalse();
        clock.tick(Duration.ofHours(1));
        assertThat(wait.isDue(org)).isFalse();
    }

    @Test
    void aKnownOrganisationNeverWaits() {
        UUID org = UUID.randomUUID();
        assertThat(wait.isDue(org)).isTrue();
        known.add(org);
        assertThat(wait.isDue(org)).isFalse();
    }
}
