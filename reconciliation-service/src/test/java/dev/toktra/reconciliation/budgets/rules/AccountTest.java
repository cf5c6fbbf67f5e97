package dev.toktra.reconciliation.budgets.rules;

import static dev.toktra.reconciliation.budgets.rules.Samples.noon;
import static dev.toktra.reconciliation.budgets.rules.Samples.organisation;
import static dev.toktra.reconciliation.budgets.rules.Samples.spending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.BudgetStatus.Alert;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.BudgetStatus.Projected;
import dev.toktra.events.BudgetStatus.Standing;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {

    private static Current draw(Budget budget, Spending spending, Today today) {
        return new Account(budget, spending, today).draw(List.of());
    }

    @Test
    void onlyDaysOfThePeriodAreSpent() {
        Current current = draw(
                organisation(Period.MONTHLY, 1_000, false),
                spending("2026-10-31", 7, "2026-11-01", 20, "2026-11-22", 300, "2026-12-01", 9),
                noon("2026-11-22"));
        assertThat(current.spent()).isEqualTo("320");
        assertThat(current.amount()).isEqualTo("1000");
        assertThat(current.startDate()).isEqualTo("2026-11-01");
        assertThat(current.endDate()).isEqualTo("2026-11-30");
    }

    @ParameterizedTest(name = "{0} of 1000 in October leave {1}")
    @CsvSource({"0, 1000", "400, 600", "1000, 0", "1700, 0"})
    void whatIsLeftIsRolledOverOnce(int october, int left) {
        Current current = draw(
                organisation(Period.MONTHLY, 1_000, true),
                spending("2026-09-10", 1, "2026-10-10", october),
                noon("2026-11-22"));
        assertThat(current.rolledOver()).isEqualTo(String.valueOf(left));
        assertThat(current.amount()).isEqualTo(String.valueOf(1_000 + left));
    }

    @Test
    void nothingIsRolledIntoTheFirstPeriodOrWithoutTheWish() {
        Today today = noon("2026-11-22");
        LocalDate november = LocalDate.of(2026, 11, 1);
        assertThat(draw(organisation(Period.MONTHLY, 1_000, true, november), spending(), today)
                        .rolledOver())
                .isEqualTo("0");
        assertThat(draw(organisation(Period.MONTHLY, 1_000, false), spending(), today)
                        .rolledOver())
                .isEqualTo("0");
    }

    @Test
    void aThresholdAlertsOnceInAPeriodAlsoWhenLessIsSpentLater() {
        Budget budget = organisation(Period.MONTHLY, 1_000, false);
        Today today = noon("2026-11-22");
        List<Alert> first = new Account(budget, spending("2026-11-02", 850), today)
                .draw(List.of())
                .alerts();
        assertThat(first).extracting(Alert::threshold).containsExactly(50, 80);
        List<Alert> fallen = new Account(budget, spending("2026-11-02", 10), today)
                .draw(first)
                .alerts();
        assertThat(fallen).isEqualTo(first);
        List<Alert> again = new Account(budget, spending("2026-11-02", 1_000), noon("2026-11-23"))
                .draw(fallen)
                .alerts();
        assertThat(again).extracting(Alert::threshold).containsExactly(50, 80, 100);
        assertThat(again.subList(0, 2)).isEqualTo(first);
    }

    /** Whatever the sums do, each threshold that was ever reached has one alert, of the first time. */
    @Test
    void alertsAreTheThresholdsThatWereEverReached() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Budget budget = organisation(Period.MONTHLY, 1_000, false);
            List<Alert> alerts = List.of();
            List<Integer> expected = new ArrayList<>();
            for (int step = 0; step < 10; step++) {
                int spent = random.nextInt(1_200);
                alerts = new Account(budget, spending("2026-11-02", spent), noon("2026-11-22"))
                        .draw(alerts)
                        .alerts();
                for (int percent : List.of(50, 80, 100)) {
                    if (spent >= percent * 10 && !expected.contains(percent)) {
                        expected.add(percent);
                    }
                }
                assertThat(alerts)
                        .as("seed %d", seed)
                        .extracting(Alert::threshold)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void paceIsByTimeUntilTheWeekIsKnown() {
        Current current =
                draw(organisation(Period.MONTHLY, 3_000, false), spending("2026-11-15", 1_500), noon("2026-11-16"));
        assertThat(current.pace()).isEqualByComparingTo(new BigDecimal("0.968")); // 15.5 of 30 days
        assertThat(current.projected()).isNull();
        assertThat(current.standing()).isEqualTo(Standing.ON_TRACK);
    }

    /** 21 working days in November 2026, 15 and a half of them over, nothing on weekends. */
    @Test
    void paceIsByWorkingDaysWhenTheWeekIsKnown() {
        Map<LocalDate, Spent> days = new HashMap<>();
        LocalDate.of(2026, 9, 1).datesUntil(LocalDate.of(2026, 11, 20)).forEach(day -> {
            boolean works = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            days.put(day, Samples.spent(works ? 100 : 0));
        });
        days.put(LocalDate.of(2026, 11, 20), Samples.spent(50));
        Current current = draw(organisation(Period.MONTHLY, 2_100, false), new Spending(days), noon("2026-11-20"));
        assertThat(current.spent()).isEqualTo("1450");
        assertThat(current.pace()).isEqualByComparingTo("1");
        Projected end = Objects.requireNonNull(current.projected());
        assertThat(List.of(end.low(), end.mid(), end.high()))
                .allSatisfy(bound -> assertThat(bound).isEqualByComparingTo("2100"));
        assertThat(current.standing()).isEqualTo(Standing.ON_TRACK);
    }

    @Test
    void aPeriodThatHasNotBegunHasNoPace() {
        LocalDate later = LocalDate.of(2027, 1, 1);
        Current current =
                draw(organisation(Period.MONTHLY, 10, false, later), spending("2026-11-20", 50), noon("2026-11-22"));
        assertThat(current.startDate()).isEqualTo(later);
        assertThat(current.spent()).isEqualTo("0");
        assertThat(current.pace()).isNull();
    }

    @ParameterizedTest(name = "{0} of 1000 is {1}")
    @CsvSource({"100, ON_TRACK", "999, AT_RISK", "1000, AT_RISK", "1001, EXCEEDED"})
    void standingFollowsSpendingAndPace(int spent, Standing standing) {
        Current current =
                draw(organisation(Period.MONTHLY, 1_000, false), spending("2026-11-02", spent), noon("2026-11-05"));
        assertThat(current.standing()).isEqualTo(standing);
    }
}
