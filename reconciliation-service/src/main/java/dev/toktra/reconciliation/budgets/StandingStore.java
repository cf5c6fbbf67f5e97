package dev.toktra.reconciliation.budgets;

import dev.toktra.events.BudgetStatus;
import dev.toktra.events.BudgetStatus.Alert;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.EventJson;
import dev.toktra.reconciliation.budgets.rules.Account;
import dev.toktra.reconciliation.budgets.rules.Books;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Today;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes how the budgets of an organisation stand, inside the transaction that holds its lane; blocks. */
final class StandingStore {

    private static final String BUDGETS =
            "select * from budget where org_id = ? and deleted_at is null order by budget_id";

    private static final String ALERTS = """
            select threshold, reached_at, spent, amount from budget_alert
            where budget_id = ? and period_start = ? order by threshold""";

    private static final String ALERT = """
            insert into budget_alert (org_id, budget_id, period_start, threshold, reached_at, spent, amount)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    /** A version is of what is published, which does not change with the time alone that it was looked at. */
    private static final String STATUS = """
            insert into budget_status as s
                (org_id, budget_id, start_date, end_date, amount, spent, as_of, document, hash, version)
            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, md5(?)::uuid, next_version(0))
            on conflict (org_id, budget_id) do update set start_date = excluded.start_date, end_date = excluded.end_date,
                amount = excluded.amount, spent = excluded.spent, as_of = excluded.as_of, hash = excluded.hash,
                document = case when s.hash = excluded.hash then s.document else excluded.document end,
                version = case when s.hash = excluded.hash then s.version else next_version(s.version) end""";

    private static final String COMPUTED = "update budget set computed_version = ? where budget_id = ?";

    private static final String GONE = """
            with gone as (
                update budget set computed_version = version
                where org_id = ? and deleted_at is not null and computed_version < version returning budget_id)
            update budget_status s set deleted = true, version = next_version(s.version)
            from gone where s.budget_id = gone.budget_id and not s.deleted""";

    private final Connection connection;
    private final Today today;

    StandingStore(Connection connection, Today today) {
        this.connection = connection;
        this.today = today;
    }

    /** Draws the accounts of all budgets and forgets those that are gone; answers how many there are. */
    int refresh(UUID orgId) throws SQLException {
        update(GONE, orgId);
        List<Budget> budgets = budgets(orgId);
        Books books = new SpendingStore(connection).books(orgId, budgets, today.day());
        for (Budget budget : budgets) {
            refresh(budget, new Account(budget, books.of(budget), today));
        }
        return budgets.size();
    }

    private List<Budget> budgets(UUID orgId) throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        try (PreparedStatement statement = prepared(BUDGETS, orgId);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                budgets.add(BudgetMapper.budget(row));
            }
        }
        return budgets;
    }

    private void refresh(Budget budget, Account account) throws SQLException {
        List<Alert> before = alerts(budget, account.span().start());
        Current current = account.draw(before);
        for (Alert alert : current.alerts()) {
            if (!before.contains(alert)) {
                update(
                        ALERT,
                        budget.orgId(),
                        budget.budgetId(),
                        current.startDate(),
                        alert.threshold(),
                        BudgetMapper.time(alert.at()),
                        alert.spent(),
                        alert.amount());
            }
        }
        update(
                STATUS,
                budget.orgId(),
                budget.budgetId(),
                current.startDate(),
                current.endDate(),
                current.amount(),
                current.spent(),
                BudgetMapper.time(current.asOf()),
                document(budget, current),
                document(budget, at(current, Instant.EPOCH)));
        update(COMPUTED, budget.version(), budget.budgetId());
    }

    private List<Alert> alerts(Budget budget, LocalDate start) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (PreparedStatement statement = prepared(ALERTS, budget.budgetId(), start);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                alerts.add(new Alert(
                        row.getInt("threshold"),
                        row.getObject("reached_at", OffsetDateTime.class).toInstant(),
                        row.getBigDecimal("spent"),
                        row.getBigDecimal("amount")));
            }
        }
        return alerts;
    }

    private static String document(Budget budget, Current current) {
        BudgetStatus status =
                new BudgetStatus(budget.orgId(), budget.budgetId(), 1, false, BudgetMapper.published(budget), current);
        return new String(EventJson.write(status), StandardCharsets.UTF_8);
    }

    static Current at(Current current, Instant asOf) {
        return new Current(
                current.startDate(),
                current.endDate(),
                current.amount(),
                current.rolledOver(),
                current.spent(),
                current.settled(),
                current.unpricedTokens(),
                current.pace(),
                current.projected(),
                current.standing(),
                asOf,
                current.alerts());
    }

    private void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        SpendingStore.Binding binding = new SpendingStore.Binding(statement);
        for (Object value : values) {
            binding.next(value);
        }
        return statement;
    }
}
