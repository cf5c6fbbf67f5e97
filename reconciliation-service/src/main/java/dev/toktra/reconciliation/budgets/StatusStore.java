package dev.toktra.reconciliation.budgets;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.budgets.SightStore.Sight;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Hierarchy;
import dev.toktra.reconciliation.budgets.rules.Hierarchy.Department;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How budgets stand, as far as the caller sees. */
@ApplicationScoped
class StatusStore {

    private static final String STANDINGS = SightStore.OWN + """
            select b.*, s.document::text as document, s.as_of
            from budget b
            left join budget_status s on s.org_id = b.org_id and s.budget_id = b.budget_id and not s.deleted
            where b.deleted_at is null and ($3 or %s)""".formatted(SightStore.IS_OWN);
    private static final String ALL = STANDINGS + " order by b.budget_id";
    private static final String FIND = STANDINGS + " and b.budget_id = $4";

    private static final String DEPARTMENTS = SightStore.OWN + """
            select u.unit_id, u.name, u.parent_id from unit u
            where u.kind = 'department' and ($3 or u.unit_id in (select unit_id from own)) and $2::date is not null
            order by u.name, u.unit_id""";

    private final OrganisationTransactions organisation;
    private final SightStore sights;

    StatusStore(OrganisationTransactions organisation, SightStore sights) {
        this.organisation = organisation;
        this.sights = sights;
    }

    /** A budget and how it stands; null until it was first compared with what is spent. */
    record Standing(Budget budget, @Nullable Current current) {}

    /** All of them, and the departments among which they are shared out. */
    record Overview(List<Standing> standings, Hierarchy hierarchy) {}

    Uni<Standing> find(UUID budgetId) {
        return organisation.read(connection -> sights.read(connection)
                .flatMap(sight -> connection
                        .preparedQuery(FIND)
                        .execute(Tuple.of(sight.viewer(), sight.today(), sight.everything(), budgetId))
                        .map(rows -> {
                            if (rows.size() == 0) {
                                throw Problems.notFound("budget");
                            }
                            return standing(rows.iterator().next());
                        })));
    }

    Uni<Overview> overview() {
        return organisation.snapshot(connection -> sights.read(connection)
                .flatMap(sight -> departments(connection, sight)
                        .flatMap(departments -> connection
                                .preparedQuery(ALL)
                                .execute(Tuple.of(sight.viewer(), sight.today(), sight.everything()))
                                .map(rows -> {
                                    List<Standing> standings = new ArrayList<>();
                                    rows.forEach(row -> standings.add(standing(row)));
                                    return new Overview(standings, departments);
                                }))));
    }

    private static Uni<Hierarchy> departments(SqlConnection connection, Sight sight) {
        return connection
                .preparedQuery(DEPARTMENTS)
                .execute(Tuple.of(sight.viewer(), sight.today(), sight.everything()))
                .map(rows -> {
                    List<Department> departments = new ArrayList<>();
                    rows.forEach(row -> departments.add(
                            new Department(row.getUUID("unit_id"), row.getString("name"), row.getUUID("parent_id"))));
                    return new Hierarchy(departments);
                });
    }

    private static Standing standing(Row row) {
        Budget budget = BudgetMapper.budget(row);
        if (row.getString("document") == null) {
            return new Standing(budget, null);
        }
        Current drawn = BudgetPublisher.document(row).current();
        return new Standing(
                budget,
                drawn == null
                        ? null
                        : StandingStore.at(drawn, row.getOffsetDateTime("as_of").toInstant()));
    }
}
