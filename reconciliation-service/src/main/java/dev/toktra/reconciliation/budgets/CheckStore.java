package dev.toktra.reconciliation.budgets;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.budgets.SightStore.Sight;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Verdict.Asked;
import dev.toktra.reconciliation.budgets.rules.Verdict.Limit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What budgets say about a call that someone is about to make: one statement, on what is summed already. */
@ApplicationScoped
class CheckStore {

    private static final String CHECK = SightStore.OWN + """
            , above as (
                select p.department_id as unit_id from placement p
                where p.user_id = $4::uuid and p.department_id is not null
                    and p.valid_from <= $2::date and (p.valid_until is null or $2::date < p.valid_until)
                union select u.parent_id from unit u join above a on u.unit_id = a.unit_id where u.parent_id is not null),
            asked as (
                select coalesce((select n.canonical from model_name n where n.provider = $5 and n.name = $6), $6) as model,
                    exists (select from person p where p.user_id = $4::uuid) as known,
                    exists (select from above a join own o on o.unit_id = a.unit_id) as near)
            select a.known, a.near, (
                    select ($7::numeric * p.input + $8::numeric * p.output) * 0.000001
                    from price_of($5, a.model, 'standard', $9::date) p) as cost,
                b.*, s.amount as current_amount, s.spent, ($3 or b.scope = 'person' and b.scope_id = $1::uuid or %s) as seen
            from asked a
            left join budget b on b.deleted_at is null and b.starts_on <= $2::date
                and (b.scope = 'organisation' or b.scope = 'person' and b.scope_id = $4::uuid
                    or b.scope = 'department' and b.scope_id = any(array(select unit_id from above)))
                and (b.provider is null or b.provider = $5) and (b.model is null or b.model = a.model)
            left join budget_status s on s.org_id = b.org_id and s.budget_id = b.budget_id
                and $2::date between s.start_date and s.end_date
            order by b.budget_id""".formatted(SightStore.IS_OWN);

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Clock clock;

    CheckStore(OrganisationTransactions organisation, SightStore sights, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.clock = clock;
    }

    /** A call that someone is about to make; null is not known. */
    record Call(
            UUID userId,
            String provider,
            String model,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal estimatedUsd) {

        boolean tokensKnown() {
            return inputTokens != null || outputTokens != null;
        }

        BigDecimal input() {
            return BigDecimal.valueOf(inputTokens == null ? 0 : inputTokens);
        }

        BigDecimal output() {
            return BigDecimal.valueOf(outputTokens == null ? 0 : outputTokens);
        }
    }

    /** What is asked of the budgets that it concerns. */
    record Concerned(Asked asked, List<Limit> limits) {}

    Uni<Concerned> check(Call call) {
        return organisation.read(connection -> sights.read(connection).flatMap(sight -> {
            if (sight.reach() == Reach.NOTHING
                    || (sight.reach() == Reach.SELF && !call.userId().equals(sight.viewer()))) {
                throw Problem.forbidden("A member may check their own calls only.");
            }
            return connection
                    .preparedQuery(CHECK)
                    .execute(parameters(sight, call))
                    .map(rows -> concerned(sight, call, rows));
        }));
    }

    private Tuple parameters(Sight sight, Call call) {
        return Tuple.from(Arrays.asList(
                sight.viewer(),
                sight.today(),
                sight.everything(),
                call.userId(),
                call.provider(),
                call.model(),
                call.input(),
                call.output(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private static Concerned concerned(Sight sight, Call call, RowSet<Row> rows) {
        Row first = rows.iterator().next();
        boolean self = call.userId().equals(sight.viewer());
        if (sight.reach() == Reach.DEPARTMENT && !self && !first.getBoolean("near")) {
            throw Problem.forbidden("A lead may check calls of the own department and those below it only.");
        }
        if (!first.getBoolean("known")) {
            throw Problems.notFound("person");
        }
        List<Limit> limits = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("budget_id") != null) {
                limits.add(limit(sight, row));
            }
        }
        return new Concerned(asked(call, first.getBigDecimal("cost")), limits);
    }

    private static Asked asked(Call call, @Nullable BigDecimal cost) {
        BigDecimal tokens = call.tokensKnown() ? call.input().add(call.output()) : null;
        BigDecimal estimated = call.estimatedUsd();
        return new Asked(tokens, estimated == null && call.tokensKnown() ? cost : estimated);
    }

    /** A period that has just begun and was not looked at yet: nothing of it is known to be spent. */
    private static Limit limit(Sight sight, Row row) {
        Budget budget = BudgetMapper.budget(row);
        BigDecimal amount = row.getBigDecimal("current_amount");
        BigDecimal spent = row.getBigDecimal("spent");
        return new Limit(
                budget.budgetId(),
                budget.terms().name(),
                budget.subject().measure(),
                budget.terms().hard(),
                Objects.requireNonNullElse(amount, budget.terms().amount()),
                Objects.requireNonNullElse(spent, BigDecimal.ZERO),
                budget.period(sight.today()).end(),
                row.getBoolean("seen"));
    }
}
