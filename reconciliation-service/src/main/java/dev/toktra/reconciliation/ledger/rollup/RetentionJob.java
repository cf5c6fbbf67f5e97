package dev.toktra.reconciliation.ledger.rollup;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Throws away each night what is no longer kept. */
@ApplicationScoped
class RetentionJob {

    private final RetentionStore store;
    private final RollupConfig config;
    private final Clock clock;

    RetentionJob(RetentionStore store, RollupConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(cron = "{toktra.rollup.retention-cron}", timeZone = "UTC")
    Uni<Void> purge() {
        return store.purge(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), config);
    }
}
