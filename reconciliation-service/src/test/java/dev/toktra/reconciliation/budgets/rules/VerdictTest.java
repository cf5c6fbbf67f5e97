package dev.toktra.reconciliation.budgets.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.BudgetStatus.Measure;
import dev.toktra.reconciliation.budgets.rules.Verdict.Asked;
import dev.toktra.reconciliation.budgets.rules.Verdict.Decision;
import dev.toktra.reconciliation.budgets.rules.Verdict.Limit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static Limit limit(Measure measure, boolean hard, int spent, boolean seen) {
        return new Limit(
                UUID.randomUUID(),
                "Compilers",
                measure,
                hard,
                BigDecimal.valueOf(100),
                BigDecimal.valueOf(spent),
                LocalDate.of(2026, 11, 30),
                seen);
    }

    private static Asked tokens(int tokens) {
        return new Asked(BigDecimal.valueOf(tokens), null);
    }

    @ParameterizedTest(name = "hard {0}, {1} of 100 spent, {2} more: {3}")
    @CsvSource({
        "true,  0,   100, ALLOW",
        "true,  0,   101, DENY",
        "true,  100, 0,   ALLOW",
        "true,  101, 0,   DENY",
        "false, 0,   100, ALLOW",
        "false, 60,  41,  WARN",
    })
    void theAmountItselfMayBeSpent(boolean hard, int spent, int more, Decision decision) {
        assertThat(Verdict.of(tokens(more), List.of(limit(Measure.TOKENS, hard, spent, true)))
                        .decision())
                .isEqualTo(decision);
    }

    @Test
    void theStrictestBudgetDecidesAndIsNamed() {
        Verdict verdict = Verdict.of(
                tokens(50),
                List.of(
                        limit(Measure.TOKENS, false, 90, true),
                        limit(Measure.TOKENS, true, 70, true),
                        limit(Measure.TOKENS, true, 0, true)));
        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(verdict.reason())
                .isEqualTo("The budget \"Compilers\" has 30 tokens left until 2026-11-30; the call takes 50.");
    }

    @Test
    void whatIsNotKnownIsAWarningAndNoZero() {
        Verdict verdict = Verdict.of(tokens(50), List.of(limit(Measure.USD, true, 10, true)));
        assertThat(verdict.decision()).isEqualTo(Decision.WARN);
        assertThat(verdict.reason()).contains("not known how many dollars");
        assertThat(Verdict.of(tokens(50), List.of(limit(Measure.USD, true, 101, true)))
                        .decision())
                .isEqualTo(Decision.DENY);
    }

    @Test
    void whoMayNotSeeABudgetDoesNotLearnItsAmount() {
        Verdict verdict = Verdict.of(tokens(50), List.of(limit(Measure.TOKENS, true, 70, false)));
        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(verdict.reason()).doesNotContain("Compilers", "30", "100");
    }

    @Test
    void withoutABudgetEverythingIsAllowed() {
        assertThat(Verdict.of(tokens(1), List.of()))
                .isEqualTo(new Verdict(Decision.ALLOW, "No budget concerns this call."));
    }
}
