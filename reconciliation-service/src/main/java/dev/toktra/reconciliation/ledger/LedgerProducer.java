package dev.toktra.reconciliation.ledger;

import dev.toktra.reconciliation.ledger.counting.Counting;
import dev.toktra.reconciliation.ledger.counting.StormRule;
import dev.toktra.reconciliation.ledger.store.LedgerTransaction;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what the loop and replays share. */
final class LedgerProducer {

    private LedgerProducer() {}

    @Produces
    @Singleton
    static LedgerStatus status(Clock clock) {
        return new LedgerStatus(clock);
    }

    @Produces
    @Singleton
    static LedgerTransaction transaction(OrganisationCopy organisations, LedgerConfig config, Clock clock) {
        Counting.Rules rules = new Counting.Rules(organisations, config.maxRanges());
        StormRule storm = new StormRule(config.stormLimit(), config.stormStreams());
        return new LedgerTransaction(
                new LedgerTransaction.Settings(rules, config.identityDays(), storm, config.stormWindow()), clock);
    }
}
