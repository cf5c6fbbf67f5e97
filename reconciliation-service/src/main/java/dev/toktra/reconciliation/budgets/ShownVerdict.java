package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.toktra.reconciliation.budgets.CheckStore.Concerned;
import dev.toktra.reconciliation.budgets.rules.Verdict;
import dev.toktra.reconciliation.budgets.rules.Verdict.Limit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a call may be made. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "BudgetCheck")
record ShownVerdict(
        @Schema(enumeration = {"allow", "warn", "deny"}) String decision,

        String reason,

        @Schema(description = "what the call takes, as far as it is known")
        Taken takes,

        List<Concern> budgets) {

    /** What a call takes; null where that is not known. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetCheckTaken")
    record Taken(@Nullable BigDecimal tokens, @Nullable BigDecimal usd) {}

    /** A budget that the call concerns; of one that the caller may not see only that there is one. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetCheckConcern")
    record Concern(
            @Nullable UUID budgetId,
            @Nullable String name,
            String measure,
            boolean hard,
            LocalDate endDate,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal spent,
            @Nullable BigDecimal remaining) {}

    /** What a request says of a call. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BudgetCheckCall")
    record Asked(
            UUID userId,
            String provider,
            String model,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,

            @Schema(description = "by default the standard price of the tokens") @Nullable
            BigDecimal estimatedUsd) {}

    static ShownVerdict of(Concerned concerned) {
        Verdict verdict = Verdict.of(concerned.asked(), concerned.limits());
        return new ShownVerdict(
                BudgetMapper.word(verdict.decision()),
                verdict.reason(),
                new Taken(concerned.asked().tokens(), concerned.asked().usd()),
                concerned.limits().stream().map(ShownVerdict::concern).toList());
    }

    private static Concern concern(Limit limit) {
        boolean seen = limit.seen();
        return new Concern(
                seen ? limit.budgetId() : null,
                seen ? limit.name() : null,
                BudgetMapper.word(limit.measure()),
                limit.hard(),
                limit.end(),
                seen ? limit.amount() : null,
                seen ? limit.spent() : null,
                seen ? limit.remaining() : null);
    }
}
