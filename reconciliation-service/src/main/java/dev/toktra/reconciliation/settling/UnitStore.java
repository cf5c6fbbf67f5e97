package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.directory.DirectoryChanges;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.deciding.DaySettlement;
import dev.toktra.reconciliation.settling.deciding.LocalDays;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Settled;
import dev.toktra.reconciliation.settling.variance.CauseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Reads all that a day is settled by, has it settled and explained, and writes what is different; in the transaction that it is given. */
final class UnitStore implements SettlingStore.Settling {

    private final PollRules.Grace grace;
    private final PriceList prices;
    private final Duration frozenAfter;

    /** Gives the prices of a provider as the transaction sees them, in which the mark of a changed price was taken. */
    @FunctionalInterface
    interface PriceList {
        Prices of(Connection connection, String provider) throws SQLException;
    }

    UnitStore(PollRules.Grace grace, PriceList prices, Duration frozenAfter) {
        this.grace = grace;
        this.prices = prices;
        this.frozenAfter = frozenAfter;
    }

    @Override
    public void settle(Connection connection, ProviderDay unit, Instant now) throws SQLException {
        DirectoryChanges.await(connection, unit.orgId());
        LocalDays calendar = new LocalDays(OrganisationStore.read(connection, unit.orgId()));
        Settled before = new SettledStore(connection, unit).read();
        FactsStore facts = FactsStore.now(connection, unit);
        Settled after = DaySettlement.of(
                facts.read(before, grace),
                new DaySettlement.Terms(calendar, prices.of(connection, unit.provider()), frozenAfter, now));
        facts.keepNames();
        Settled gone = before.missingIn(after);
        Settled changed = after.without(before);
        new ChangedStore(connection, unit).write(gone, changed);
        Set<Instant> hours = new HashSet<>(gone.hours().keySet());
        hours.addAll(changed.hours().keySet());
        new DaySumStore(connection, unit, calendar).follow(hours);
        CauseStore.explain(connection, unit.orgId(), unit.provider(), unit.day());
    }
}
