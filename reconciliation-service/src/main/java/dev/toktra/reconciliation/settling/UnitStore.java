package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.directory.DirectoryChanges;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.deciding.Counted;
import dev.toktra.reconciliation.settling.deciding.DaySettlement;
import dev.toktra.reconciliation.settling.deciding.Estimate;
import dev.toktra.reconciliation.settling.deciding.LocalDays;
import dev.toktra.reconciliation.settling.deciding.Places;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Settled;
import dev.toktra.reconciliation.settling.naming.ModelNameStore;
import dev.toktra.reconciliation.settling.naming.Rules;
import dev.toktra.reconciliation.settling.naming.RulesStore;
import dev.toktra.reconciliation.settling.sharing.Owner;
import dev.toktra.reconciliation.settling.variance.CauseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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
        Prices costs = prices.of(connection, unit.provider());
        Settled after = DaySettlement.of(
                facts(connection, unit, before), new DaySettlement.Terms(calendar, costs, frozenAfter, now));
        Settled gone = before.missingIn(after);
        Settled changed = after.without(before);
        new ChangedStore(connection, unit).write(gone, changed);
        Set<Instant> hours = new HashSet<>(gone.hours().keySet());
        hours.addAll(changed.hours().keySet());
        new DaySumStore(connection, unit, calendar).follow(hours);
        CauseStore.explain(connection, unit.orgId(), unit.provider(), unit.day());
    }

    private DaySettlement.Facts facts(Connection connection, ProviderDay unit, Settled before) throws SQLException {
        Rules rules = RulesStore.load(connection, unit.orgId(), unit.provider(), unit.day(), unit.day());
        ProviderFigureStore figures = new ProviderFigureStore(connection, unit);
        List<Counted> counted = figures.counted(rules);
        boolean ofUnits = counted.stream().anyMatch(one -> one.figure().owner() instanceof Owner.Unit);
        Places places = ofUnits ? PlaceStore.read(connection, unit) : Places.NOBODYS;
        EstimateStore devices = new EstimateStore(connection, unit, rules.models());
        List<Estimate> seen = devices.seen(places);
        Set<String> names = new HashSet<>(figures.names());
        names.addAll(devices.names());
        ModelNameStore.keep(connection, unit.orgId(), unit.provider(), names, rules.models());
        return new DaySettlement.Facts(unit, counted, seen, figures.reads(grace), before);
    }
}
