package dev.toktra.reconciliation.budgets;

import dev.toktra.reconciliation.budgets.rules.Books;
import dev.toktra.reconciliation.budgets.rules.Books.Entry;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Span;
import dev.toktra.reconciliation.budgets.rules.Spent;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the best figures of an organisation into books, once for all of its budgets, as the worker; blocks. */
final class SpendingStore {

    /** People apart only where someone has a budget of their own: departments are few. */
    private static final String SUMS = """
            select d.day, case when d.user_id = any (?::text[]) then d.user_id::uuid end as person, p.department_id,
                d.unit_id, d.provider, d.model,
                sum(d.input + d.output) as tokens,
                coalesce(sum(d.input + d.output) filter (where d.settled), 0) as settled_tokens,
                coalesce(sum(d.cost), 0) as money, coalesce(sum(d.cost) filter (where d.settled), 0) as settled_money,
                sum(d.unpriced) as unpriced
            from best_daily d
            left join placement p on p.org_id = ? and p.user_id::text = d.user_id
                and p.valid_from <= d.day and (p.valid_until is null or d.day < p.valid_until)
            where d.org_id = ? and d.day between ? and ?
            group by 1, 2, 3, 4, 5, 6""";

    private static final String PARENTS =
            "select unit_id, parent_id from unit where org_id = ? and parent_id is not null";

    private static final int FETCHED_AT_ONCE = 5_000;

    private final Connection connection;

    SpendingStore(Connection connection) {
        this.connection = connection;
    }

    /** What counts for each of the budgets of an organisation. */
    Books books(UUID orgId, Collection<Budget> budgets, LocalDate today) throws SQLException {
        Books books = new Books(budgets, parents(orgId), today);
        Span span = books.relevant(today);
        try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            Object people = connection.createArrayOf(
                    "text", books.people().stream().map(UUID::toString).toArray());
            new Binding(statement)
                    .next(people)
                    .next(orgId)
                    .next(orgId)
                    .next(span.start())
                    .next(span.end());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    books.book(entry(row));
                }
            }
        }
        return books;
    }

    private Map<UUID, UUID> parents(UUID orgId) throws SQLException {
        Map<UUID, UUID> parents = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PARENTS)) {
            new Binding(statement).next(orgId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parents.put(row.getObject("unit_id", UUID.class), row.getObject("parent_id", UUID.class));
                }
            }
        }
        return parents;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        BigDecimal unpriced = row.getBigDecimal("unpriced");
        return new Entry(
                row.getObject("day", LocalDate.class),
                row.getObject("person", UUID.class),
                row.getObject("department_id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("provider"),
                row.getString("model"),
                new Spent(row.getBigDecimal("tokens"), row.getBigDecimal("settled_tokens"), unpriced),
                new Spent(row.getBigDecimal("money"), row.getBigDecimal("settled_money"), unpriced));
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
