package dev.toktra.reconciliation.settling;

import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.settling.deciding.Counted;
import dev.toktra.reconciliation.settling.deciding.DaySettlement;
import dev.toktra.reconciliation.settling.deciding.Places;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import dev.toktra.reconciliation.settling.deciding.Settled;
import dev.toktra.reconciliation.settling.naming.ModelNameStore;
import dev.toktra.reconciliation.settling.naming.Rules;
import dev.toktra.reconciliation.settling.naming.RulesStore;
import dev.toktra.reconciliation.settling.sharing.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads all that a day is settled from, in the transaction that it is given. */
final class FactsStore {

    private final Connection connection;
    private final ProviderDay unit;
    private final Rules rules;
    private final ProviderFigureStore figures;
    private final EstimateStore devices;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    private FactsStore(
            Connection connection, ProviderDay unit, Rules rules, ProviderFigureStore figures, EstimateStore devices) {
        this.connection = connection;
        this.unit = unit;
        this.rules = rules;
        this.figures = figures;
        this.devices = devices;
    }

    /** The day as it is now. */
    static FactsStore now(Connection connection, ProviderDay unit) throws SQLException {
        Rules rules = RulesStore.load(connection, unit.orgId(), unit.provider(), unit.day(), unit.day());
        return new FactsStore(
                connection,
                unit,
                rules,
                ProviderFigureStore.now(connection, unit),
                new EstimateStore(connection, unit, rules.models(), null));
    }

    /** The day as it was when a run was made; what the run does not keep is as it is now. */
    static FactsStore kept(Connection connection, KeptDay day) throws SQLException {
        ProviderDay unit = day.unit();
        Rules rules = RulesStore.kept(connection, unit.orgId(), unit.provider(), unit.day(), day.run());
        return new FactsStore(
                connection,
                unit,
                rules,
                ProviderFigureStore.kept(connection, day),
                new EstimateStore(connection, unit, rules.models(), day.run()));
    }

    DaySettlement.Facts read(Settled before, PollRules.Grace grace) throws SQLException {
        List<Counted> counted = figures.counted(rules);
        boolean ofUnits = counted.stream().anyMatch(one -> one.figure().owner() instanceof Owner.Unit);
        Places places = ofUnits ? PlaceStore.read(connection, unit) : Places.NOBODYS;
        return new DaySettlement.Facts(unit, counted, devices.seen(places), figures.reads(grace), before);
    }

    /** Keeps the names of models that were read. */
    void keepNames() throws SQLException {
        Set<String> names = new HashSet<>(figures.names());
        names.addAll(devices.names());
        ModelNameStore.keep(connection, unit.orgId(), unit.provider(), names, rules.models());
    }
}
