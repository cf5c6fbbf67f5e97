package dev.toktra.reconciliation.budgets;

import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import dev.toktra.reconciliation.budgets.rules.Span;
import dev.toktra.reconciliation.budgets.rules.Spending;
import dev.toktra.reconciliation.budgets.rules.Spent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sums the best figures day by day for a budget, as the worker; blocks. */
final class SpendingStore {

    private static final String SUMS = """
            select d.day, coalesce(sum(%1$s), 0) as total, coalesce(sum(%1$s) filter (where d.settled), 0) as settled,
                coalesce(sum(d.unpriced), 0) as unpriced
            from best_daily d %2$s
            where d.org_id = ? and d.day between ? and ?
                and (?::text is null or d.provider = ?) and (?::text is null or d.model = ?) %3$s
            group by d.day""";

    private static final String TOKENS = "d.input + d.output";
    private static final String MONEY = "d.cost";

    /** The department and what is below it, teams included: what is said to be a team's is its department's. */
    private static final String SUBTREE = """
            with recursive below as (
                select ?::uuid as unit_id
                union select u.unit_id from unit u join below b on u.parent_id = b.unit_id where u.org_id = ?)
            """;

    private static final String PLACES = """
            left join placement p on p.org_id = d.org_id and p.org_id = ? and p.user_id::text = d.user_id
                and p.valid_from <= d.day and (p.valid_until is null or d.day < p.valid_until)""";

    private static final String IN_SUBTREE = """
            and (p.department_id in (select unit_id from below) or d.unit_id in (select unit_id from below))""";

    private final Connection connection;

    SpendingStore(Connection connection) {
        this.connection = connection;
    }

    /** What counts for the budget on each day of a span. */
    Spending of(Budget budget, Span span) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(budget.subject()))) {
            bind(statement, budget, span);
            Map<LocalDate, Spent> days = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    days.put(row.getObject("day", LocalDate.class), spent(row));
                }
            }
            return new Spending(days);
        }
    }

    private static Spent spent(ResultSet row) throws SQLException {
        BigDecimal settled = row.getBigDecimal("settled");
        return new Spent(row.getBigDecimal("total"), settled, row.getBigDecimal("unpriced"));
    }

    private static String sql(Subject subject) {
        String measure =
                switch (subject.measure()) {
                    case TOKENS -> TOKENS;
                    case USD -> MONEY;
                };
        return switch (subject.scope()) {
            case ORGANISATION -> SUMS.formatted(measure, "", "");
            case DEPARTMENT -> SUBTREE + SUMS.formatted(measure, PLACES, IN_SUBTREE);
            case PERSON -> SUMS.formatted(measure, "", "and d.user_id = ?::text");
        };
    }

    private static void bind(PreparedStatement statement, Budget budget, Span span) throws SQLException {
        Subject subject = budget.subject();
        Binding binding = new Binding(statement);
        switch (subject.scope()) {
            case DEPARTMENT ->
                binding.next(subject.scopeId()).next(budget.orgId()).next(budget.orgId());
            case ORGANISATION, PERSON -> {}
        }
        binding.next(budget.orgId()).next(span.start()).next(span.end());
        binding.next(subject.provider()).next(subject.provider());
        binding.next(subject.model()).next(subject.model());
        UUID person = subject.scopeId();
        if (subject.scope() == dev.toktra.events.BudgetStatus.Scope.PERSON) {
            binding.next(String.valueOf(person));
        }
    }

    /** Gives a statement its parameters in order. */
    static final class Binding {

        private final PreparedStatement statement;
        private int count;

        Binding(PreparedStatement statement) {
            this.statement = statement;
        }

        Binding next(@Nullable Object value) throws SQLException {
            statement.setObject(++count, value);
            return this;
        }
    }
}
