package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.reconciliation.asking.GroupsSql;
import dev.toktra.reconciliation.asking.ScopeStore;
import dev.toktra.reconciliation.asking.view.Restriction;
import dev.toktra.reconciliation.asking.view.Viewer;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Cost;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Day;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Costs of reconciled hours, and what the providers of the caller's organisation bill. */
@ApplicationScoped
class CostStore {

    private final OrganisationTransactions organisation;
    private final ScopeStore scopes;

    CostStore(OrganisationTransactions organisation, ScopeStore scopes) {
        this.organisation = organisation;
        this.scopes = scopes;
    }

    /**
     * What is known of what was asked for.
     *
     * @param days provider by provider, latest last
     * @param groups a page of them as JSON, where they are asked for
     * @param attribution as JSON, for who sees all costs
     */
    record Found(
            List<Day> days,
            @Nullable String groups,
            @Nullable String attribution) {

        Found withGroups(String page) {
            return new Found(days, page, attribution);
        }

        Found withAttribution(String whose) {
            return new Found(days, groups, whose);
        }
    }

    private record Key(Provider provider, LocalDate day) {}

    Uni<Found> find(Viewer viewer, CostQuestion question) {
        return organisation.snapshot(connection -> scopes.restrict(
                        connection, viewer, question.asked(), question.days())
                .call(() -> connection.query(GroupsSql.HASHED).execute())
                .flatMap(seen -> days(connection, question, seen)
                        .map(days -> new Found(days, null, null))
                        .flatMap(found -> withGroups(connection, found, question, seen)))
                .flatMap(found -> viewer.reach() == Reach.ORGANISATION
                        ? withAttribution(connection, found, question)
                        : same(found)));
    }

    private static Uni<Found> same(Found found) {
        return Uni.createFrom().item(found);
    }

    private static Uni<Found> withGroups(
            SqlConnection connection, Found found, CostQuestion question, Restriction seen) {
        if (question.groups().isEmpty()) {
            return same(found);
        }
        Tuple page = ScopeStore.whose(wanted(question, true), seen)
                .addString(question.after())
                .addInteger(question.limit());
        return json(connection, CostSql.groups(question.groups()), page).map(found::withGroups);
    }

    private static Uni<Found> withAttribution(SqlConnection connection, Found found, CostQuestion question) {
        return json(connection, CostSql.ATTRIBUTION, wanted(question, true)).map(found::withAttribution);
    }

    private static Uni<List<Day>> days(SqlConnection connection, CostQuestion question, Restriction seen) {
        Tuple wanted = wanted(question, true);
        boolean ofPeople = seen.needsPeople();
        return rows(connection, CostSql.days(ofPeople), ofPeople ? ScopeStore.whose(wanted, seen) : wanted)
                .flatMap(ours -> rows(connection, CostSql.HOURS, wanted(question, false))
                        .flatMap(hours -> bills(connection, question, seen).map(bills -> days(ours, hours, bills))));
    }

    /** Nothing where some people are asked for. */
    private static Uni<Bills> bills(SqlConnection connection, CostQuestion question, Restriction seen) {
        if (seen.needsPeople()) {
            return Uni.createFrom().item(new Bills(Map.of(), Bill.OF_EVERYBODY));
        }
        return rows(connection, CostSql.BILLED, wanted(question, false)).map(rows -> {
            Map<Key, List<BilledItem>> items = new HashMap<>();
            rows.forEach(row -> items.computeIfAbsent(key(row), key -> new ArrayList<>())
                    .add(new BilledItem(
                            row.getString("canonical"), row.getString("line_item"), row.getBigDecimal("usd"))));
            Map<Key, Bill> bills = new HashMap<>();
            items.forEach((key, bill) -> Bill.whole(bill).of(seen.model()).ifPresent(own -> bills.put(key, own)));
            return new Bills(bills, Bill.whole(List.of()));
        });
    }

    /** @param otherwise of days that have none */
    private record Bills(Map<Key, Bill> bills, Bill otherwise) {

        Bill of(Key key) {
            return bills.getOrDefault(key, otherwise);
        }

        Set<Key> known() {
            return bills.keySet();
        }
    }

    private static Tuple wanted(CostQuestion question, boolean withModel) {
        Tuple wanted = Tuple.of(
                question.asked().provider(),
                question.days().start(),
                question.days().end());
        return withModel ? wanted.addString(question.asked().model()) : wanted;
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, Tuple wanted) {
        return connection.preparedQuery(sql).execute(wanted);
    }

    private static Uni<String> json(SqlConnection connection, String sql, Tuple wanted) {
        return rows(connection, sql, wanted).map(rows -> rows.iterator().next().getString("body"));
    }

    private static List<Day> days(RowSet<Row> ours, RowSet<Row> hours, Bills bills) {
        Map<Key, Integer> reconciled = new HashMap<>();
        hours.forEach(row -> reconciled.put(key(row), row.getInteger("hours")));
        Map<Key, Map<String, Cost>> costs =
                new TreeMap<>(Comparator.comparing(Key::provider).thenComparing(Key::day));
        bills.known().forEach(key -> costs.put(key, new TreeMap<>()));
        ours.forEach(row -> costs.computeIfAbsent(key(row), key -> new TreeMap<>())
                .put(row.getString("model"), new Cost(row.getBigDecimal("usd"), row.getLong("unpriced"))));
        List<Day> days = new ArrayList<>();
        costs.forEach((key, cost) ->
                days.add(new Day(key.day(), key.provider(), reconciled.getOrDefault(key, 0), cost, bills.of(key))));
        return days;
    }

    private static Key key(Row row) {
        return new Key(Provider.of(row.getString("provider")).orElseThrow(), row.getLocalDate("day"));
    }
}
