package dev.toktra.reconciliation.budgets;

import dev.toktra.events.BudgetStatus;
import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import dev.toktra.reconciliation.budgets.rules.Budget.Terms;
import dev.toktra.reconciliation.budgets.rules.Period;
import dev.toktra.reconciliation.budgets.rules.Thresholds;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets between rows, requests' connections and jobs' ones, and what is published of them. */
final class BudgetMapper {

    private BudgetMapper() {}

    static Budget budget(Row row) {
        return new Budget(
                row.getUUID("budget_id"),
                row.getUUID("org_id"),
                new Subject(
                        scope(row.getString("scope")),
                        row.getUUID("scope_id"),
                        measure(row.getString("measure")),
                        period(row.getString("period")),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getLocalDate("starts_on")),
                new Terms(
                        row.getString("name"),
                        row.getBigDecimal("amount"),
                        row.getBoolean("hard"),
                        row.getBoolean("rollover"),
                        new Thresholds(List.of(row.getArrayOfIntegers("thresholds")))),
                row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static Budget budget(ResultSet row) throws SQLException {
        Integer[] thresholds = (Integer[]) row.getArray("thresholds").getArray();
        return new Budget(
                row.getObject("budget_id", UUID.class),
                row.getObject("org_id", UUID.class),
                new Subject(
                        scope(row.getString("scope")),
                        row.getObject("scope_id", UUID.class),
                        measure(row.getString("measure")),
                        period(row.getString("period")),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getObject("starts_on", LocalDate.class)),
                new Terms(
                        row.getString("name"),
                        row.getBigDecimal("amount"),
                        row.getBoolean("hard"),
                        row.getBoolean("rollover"),
                        new Thresholds(Arrays.asList(thresholds))),
                row.getLong("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    /** All columns of a new row, in the order of the statement. */
    static Tuple fresh(Budget budget) {
        Subject subject = budget.subject();
        Terms terms = budget.terms();
        return Tuple.from(Arrays.asList(
                budget.budgetId(),
                budget.orgId(),
                terms.name(),
                word(subject.scope()),
                subject.scopeId(),
                word(subject.measure()),
                terms.amount(),
                subject.period().word(),
                terms.hard(),
                terms.rollover(),
                thresholds(terms),
                subject.provider(),
                subject.model(),
                subject.startsOn(),
                budget.version(),
                time(budget.updatedAt())));
    }

    /** What a change may change. */
    static Tuple changed(Budget budget) {
        Terms terms = budget.terms();
        return Tuple.from(Arrays.asList(
                budget.budgetId(),
                terms.name(),
                terms.amount(),
                terms.hard(),
                terms.rollover(),
                thresholds(terms),
                budget.version(),
                time(budget.updatedAt())));
    }

    static BudgetStatus.Budget published(Budget budget) {
        Subject subject = budget.subject();
        return new BudgetStatus.Budget(
                budget.terms().name(),
                subject.scope(),
                subject.scope() == Scope.DEPARTMENT ? subject.scopeId() : null,
                subject.scope() == Scope.PERSON ? subject.scopeId() : null,
                subject.measure(),
                subject.period().word(),
                budget.terms().hard(),
                subject.provider(),
                subject.model());
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Integer[] thresholds(Terms terms) {
        return terms.thresholds().percents().toArray(Integer[]::new);
    }

    private static Scope scope(@Nullable String word) {
        return Scope.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
    }

    static Measure measure(@Nullable String word) {
        return Measure.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
    }

    private static Period period(@Nullable String word) {
        return Period.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
    }
}
