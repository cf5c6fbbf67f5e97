package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.events.BudgetStatus.Scope;
import dev.toktra.reconciliation.budgets.rules.Budget.Subject;
import dev.toktra.reconciliation.budgets.rules.Budget.Terms;
import dev.toktra.reconciliation.budgets.rules.Period;
import dev.toktra.reconciliation.budgets.rules.Thresholds;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a request wants of a budget. */
final class BudgetBody {

    private static final Set<String> SUBJECT =
            Set.of("scope", "department_id", "user_id", "measure", "period", "provider", "model", "starts_on");
    private static final Set<String> TERMS = Set.of("name", "amount", "hard", "rollover", "thresholds");
    private static final Set<String> ALL =
            Stream.concat(SUBJECT.stream(), TERMS.stream()).collect(Collectors.toSet());

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final int MONEY_DECIMALS = 6;

    private final JsonBody body;

    private BudgetBody(JsonBody body) {
        this.body = body;
    }

    /** A new budget; without a first day it begins with the calendar's period around today. */
    record Wanted(
            Scope scope,
            @Nullable UUID scopeId,
            Measure measure,
            Period period,
            @Nullable String provider,
            @Nullable String model,
            @Nullable LocalDate startsOn,
            Terms terms) {

        Subject subject(LocalDate today) {
            LocalDate first = startsOn == null ? period.calendarStart(today) : startsOn;
            return new Subject(scope, scopeId, measure, period, provider, model, first);
        }
    }

    static Wanted fresh(JsonNode json) {
        JsonBody body = new JsonBody(json, ALL);
        BudgetBody reader = new BudgetBody(body);
        Scope scope = body.required("scope", JsonBody.word(Scope.values()));
        UUID scopeId = scope == null ? null : reader.scopeId(scope);
        Measure measure = body.required("measure", JsonBody.word(Measure.values()));
        Period period = body.required("period", JsonBody.word(Period.values()));
        String provider = body.optional("provider", JsonBody::name);
        String model = body.optional("model", JsonBody::name);
        LocalDate startsOn = body.optional("starts_on", JsonBody::date);
        String name = body.required("name", JsonBody::name);
        BigDecimal amount = reader.amount(measure == null ? Measure.USD : measure, true);
        Thresholds thresholds = reader.thresholds(Thresholds.USUAL);
        boolean hard = reader.flag("hard", false);
        boolean rollover = reader.flag("rollover", false);
        body.done();
        return new Wanted(
                Objects.requireNonNull(scope),
                scopeId,
                Objects.requireNonNull(measure),
                Objects.requireNonNull(period),
                provider,
                model,
                startsOn,
                new Terms(Objects.requireNonNull(name), Objects.requireNonNull(amount), hard, rollover, thresholds));
    }

    /** The terms with what is named in the body changed. */
    static Terms changed(JsonNode json, Measure measure, Terms now) {
        JsonBody body = new JsonBody(json, ALL);
        BudgetBody reader = new BudgetBody(body);
        json.fieldNames().forEachRemaining(field -> {
            if (SUBJECT.contains(field)) {
                body.wrong(field, "cannot be changed: delete the budget and add another");
            } else if (json.get(field).isNull()) {
                body.wrong(field, "must not be null");
            }
        });
        String name = body.optional("name", JsonBody::name);
        BigDecimal amount = reader.amount(measure, false);
        Terms changed = new Terms(
                name == null ? now.name() : name,
                amount == null ? now.amount() : amount,
                reader.flag("hard", now.hard()),
                reader.flag("rollover", now.rollover()),
                reader.thresholds(now.thresholds()));
        body.done();
        return changed;
    }

    private @Nullable UUID scopeId(Scope scope) {
        String wanted = switch (scope) {
            case ORGANISATION -> "";
            case DEPARTMENT -> "department_id";
            case PERSON -> "user_id";
        };
        for (String field : List.of("department_id", "user_id")) {
            if (!field.equals(wanted) && body.has(field)) {
                body.wrong(field, "does not belong to the scope");
            }
        }
        return wanted.isEmpty() ? null : body.required(wanted, JsonBody::id);
    }

    private @Nullable BigDecimal amount(Measure measure, boolean required) {
        var form = JsonBody.number(MOST, measure == Measure.TOKENS ? 0 : MONEY_DECIMALS);
        BigDecimal amount = required ? body.required("amount", form) : body.optional("amount", form);
        if (amount != null && amount.signum() == 0) {
            body.wrong("amount", "must be above 0");
            return null;
        }
        return amount;
    }

    private boolean flag(String field, boolean otherwise) {
        Boolean flag = body.optional(field, JsonBody::flag);
        return flag == null ? otherwise : flag;
    }

    private Thresholds thresholds(Thresholds otherwise) {
        Thresholds thresholds = body.optional("thresholds", node -> {
            List<Integer> percents = new ArrayList<>();
            node.forEach(percent -> percents.add(percent.isInt() ? percent.intValue() : 0));
            if (!node.isArray()) {
                throw new IllegalArgumentException("must be a list of whole percents");
            }
            return new Thresholds(percents);
        });
        return thresholds == null ? otherwise : thresholds;
    }
}
