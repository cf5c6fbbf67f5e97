package dev.toktra.reconciliation.budgets;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.budgets.BudgetFilter.Whose;
import dev.toktra.reconciliation.budgets.SightStore.Sight;
import dev.toktra.reconciliation.budgets.rules.Budget;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Budgets of the caller's organisation, as far as the caller sees. */
@ApplicationScoped
class BudgetStore {

    private static final String SEEN = SightStore.OWN + """
            , seen as (select * from budget b where b.deleted_at is null and ($3 or %s)) """.formatted(SightStore.IS_OWN);

    /** Of a person or a department, or all; the fourth and fifth parameter. */
    private static final String ASKED = SEEN.stripTrailing() + """
            , below as (
                select $5::uuid as unit_id
                union select u.unit_id from unit u join below b on u.parent_id = b.unit_id where u.kind = 'department'),
            asked as (
                select s.* from seen s
                where ($4::uuid is null or s.scope = 'person' and s.scope_id = $4)
                    and ($5::uuid is null or s.scope = 'department' and s.scope_id in (select unit_id from below)
                        or s.scope = 'person' and exists (
                            select from placement p
                            where p.user_id = s.scope_id and p.department_id in (select unit_id from below)
                                and p.valid_from <= $2::date and (p.valid_until is null or $2::date < p.valid_until)))) """;

    private static final String PAGE =
            ASKED + "select * from asked where ($6::uuid is null or budget_id > $6) order by budget_id limit $7";
    private static final String COUNT = ASKED + "select count(*) from asked";
    private static final String FIND = SEEN + "select * from seen where budget_id = $4";
    private static final String LOCK = "select * from budget where deleted_at is null and budget_id = $1 for update";
    private static final String ADD = """
            insert into budget (budget_id, org_id, name, scope, scope_id, measure, amount, period, hard, rollover,
                thresholds, provider, model, starts_on, version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)""";
    private static final String CHANGE = """
            update budget set name = $2, amount = $3, hard = $4, rollover = $5, thresholds = $6, version = $7,
                updated_at = $8
            where budget_id = $1""";
    private static final String DELETE =
            "update budget set deleted_at = $2, updated_at = $2, version = version + 1 where budget_id = $1";
    private static final String DEPARTMENT = "select 1 from unit where unit_id = $1 and kind = 'department'";
    private static final String PERSON = "select 1 from person where user_id = $1";

    private final OrganisationTransactions organisation;
    private final SightStore sights;

    BudgetStore(OrganisationTransactions organisation, SightStore sights) {
        this.organisation = organisation;
        this.sights = sights;
    }

    /** Budgets in the order in which they were made, and how many there are in all. */
    record Listing(List<Budget> items, long total) {}

    Uni<Listing> list(Whose whose, @Nullable UUID after, int limit) {
        return organisation.snapshot(connection -> sights.read(connection)
                .call(() -> mustExist(connection, PERSON, whose.userId(), "person"))
                .call(() -> mustExist(connection, DEPARTMENT, whose.departmentId(), "department"))
                .flatMap(sight -> connection
                        .preparedQuery(PAGE)
                        .execute(asked(sight, whose).addUUID(after).addInteger(limit))
                        .flatMap(rows -> connection
                                .preparedQuery(COUNT)
                                .execute(asked(sight, whose))
                                .map(count -> {
                                    List<Budget> items = new ArrayList<>();
                                    rows.forEach(row -> items.add(BudgetMapper.budget(row)));
                                    return new Listing(
                                            items, count.iterator().next().getLong(0));
                                }))));
    }

    private static Tuple asked(Sight sight, Whose whose) {
        return Tuple.of(sight.viewer(), sight.today(), sight.everything(), whose.userId(), whose.departmentId());
    }

    private static Uni<Void> mustExist(SqlConnection connection, String sql, @Nullable UUID id, String thing) {
        if (id == null) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Problems.notFound(thing);
                    }
                })
                .replaceWithVoid();
    }

    /** The budget; a 404 where there is none that the caller sees. */
    Uni<Budget> find(UUID budgetId) {
        return organisation.read(
                connection -> sights.read(connection).flatMap(sight -> find(connection, sight, budgetId)));
    }

    static Uni<Budget> find(SqlConnection connection, Sight sight, UUID budgetId) {
        return one(connection, FIND, Tuple.of(sight.viewer(), sight.today(), sight.everything(), budgetId));
    }

    /** Adds what is made of the organisation's day. */
    Uni<Budget> add(Function<LocalDate, Budget> fresh) {
        return organisation
                .write(connection -> sights.read(connection)
                        .map(sight -> fresh.apply(sight.today()))
                        .call(budget -> mustExist(connection, budget))
                        .call(budget -> connection.preparedQuery(ADD).execute(BudgetMapper.fresh(budget))))
                .onFailure(BudgetStore::isNameTaken)
                .transform(e -> nameTaken());
    }

    /** Applies a change to the budget as it is now, which nobody else changes meanwhile. */
    Uni<Budget> change(UUID budgetId, UnaryOperator<Budget> change) {
        return organisation
                .write(connection -> one(connection, LOCK, Tuple.of(budgetId))
                        .map(change)
                        .call(changed -> connection.preparedQuery(CHANGE).execute(BudgetMapper.changed(changed))))
                .onFailure(BudgetStore::isNameTaken)
                .transform(e -> nameTaken());
    }

    /** The row stays, so that its state is deleted downstream too. */
    Uni<Void> delete(UUID budgetId, Consumer<Budget> check, Instant now) {
        return organisation.write(connection -> one(connection, LOCK, Tuple.of(budgetId))
                .invoke(check)
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(budgetId, BudgetMapper.time(now))))
                .replaceWithVoid());
    }

    private static Uni<Void> mustExist(SqlConnection connection, Budget budget) {
        Scope scope = budget.subject().scope();
        if (scope == Scope.ORGANISATION) {
            return Uni.createFrom().voidItem();
        }
        boolean department = scope == Scope.DEPARTMENT;
        return connection
                .preparedQuery(department ? DEPARTMENT : PERSON)
                .execute(Tuple.of(budget.subject().scopeId()))
                .invoke(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.unprocessable(
                                "The organisation has no such " + (department ? "department." : "person."),
                                new FieldError(department ? "/department_id" : "/user_id", "is not known"));
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Budget> one(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            if (rows.size() == 0) {
                throw Problems.notFound("budget");
            }
            return BudgetMapper.budget(rows.iterator().next());
        });
    }

    private static boolean isNameTaken(Throwable failure) {
        return failure instanceof PgException pg
                && "23505".equals(pg.getSqlState())
                && "budget_name".equals(pg.getConstraint());
    }

    private static Problem nameTaken() {
        return Problem.conflict("There is a budget of this name.").with(new FieldError("/name", "is taken"));
    }
}
