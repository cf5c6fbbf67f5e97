package dev.toktra.reconciliation.budgets.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.reconciliation.budgets.rules.Projection.Expected;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final int ROUNDS = 600;

    private static double usage(LocalDate day, Random random) {
        double mean = 1_000 * (1 + day.getDayOfWeek().getValue() % 6);
        return Math.max(0, mean + random.nextGaussian() * 0.3 * mean);
    }

    /** Four of five periods end inside the interval, and on average they end where it says. */
    @Test
    void theIntervalHoldsFourOfFiveEnds() {
        int inside = 0;
        double error = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Map<LocalDate, Spent> days = new HashMap<>();
            FIRST.datesUntil(FIRST.plusDays(91))
                    .forEach(day -> days.put(
                            day, new Spent(BigDecimal.valueOf(usage(day, random)), BigDecimal.ZERO, BigDecimal.ZERO)));
            Spending all = new Spending(days);
            LocalDate today = LocalDate.of(2026, 11, 1).plusDays(random.nextInt(25));
            Span month = new Span(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
            double end = all.over(month).total().doubleValue();
            double spent = today.isEqual(month.start())
                    ? 0
                    : all.over(new Span(month.start(), today.minusDays(1)))
                            .total()
                            .doubleValue();
            Expected expected = new Projection(all.history(today))
                    .end(month, new Today(today, 0, Instant.EPOCH), spent)
                    .orElseThrow();
            assertThat(expected.low()).isBetween(spent, expected.mid());
            inside += end >= expected.low() && end <= expected.high() ? 1 : 0;
            error += (expected.mid() - end) / end;
        }
        assertThat((double) inside / ROUNDS).as("inside, seeds 0 to %d", ROUNDS).isBetween(0.75, 0.92);
        assertThat(error / ROUNDS).as("bias").isCloseTo(0, within(0.01));
    }

    @Test
    void lessThanTwoWeeksSayNothing() {
        LocalDate today = LocalDate.of(2026, 11, 15);
        Map<LocalDate, Spent> days = new HashMap<>();
        today.minusDays(13).datesUntil(today).forEach(day -> days.put(day, Samples.spent(5)));
        assertThat(new Spending(days).history(today)).isEmpty();
        days.put(today.minusDays(14), Samples.spent(5));
        assertThat(new Spending(days).history(today)).hasSize(14);
        Span span = new Span(today, today.plusDays(6));
        assertThat(new Projection(List.of()).end(span, new Today(today, 0, Instant.EPOCH), 0))
                .isEmpty();
    }
}
