package dev.toktra.scoring.tiers;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How often tiers change, over all organisations. */
@ApplicationScoped
class TierMetrics {

    private final Counter promoted;
    private final Counter demoted;
    private final Counter expired;
    private final Counter failures;

    TierMetrics(MeterRegistry meters) {
        this.promoted = changes(meters, "promoted");
        this.demoted = changes(meters, "demoted");
        this.expired = changes(meters, "override_expired");
        this.failures = Counter.builder("toktra.tiers.expiry.failures")
                .description("Times that ended overrides could not be taken away")
                .register(meters);
    }

    private static Counter changes(MeterRegistry meters, String kind) {
        return Counter.builder("toktra.tiers.changes")
                .description("Changes of tiers that came by themselves")
                .tag("kind", kind)
                .register(meters);
    }

    void decided(int promotions, int demotions) {
        promoted.increment(promotions);
        demoted.increment(demotions);
    }

    void expired(int overrides) {
        expired.increment(overrides);
    }

    void expiryFailed() {
        failures.increment();
    }
}
