package dev.toktra.scoring.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.scoring.forecasts.Drivers.Active;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DriversTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Test
    void growthIsSplitBetweenPeopleAndTokensPerPerson() {
        Drivers drivers = Drivers.of(history(60, 100, 400), new Active(20, 10));
        assertThat(drivers.perPerson()).isEqualTo(600);
        assertThat(drivers.perPersonBefore()).isEqualTo(300);
        assertThat(drivers.byPeople()).isCloseTo(0.5, within(1e-12));
        assertThat(Drivers.of(history(60, 100, 200), new Active(20, 10)).byPeople())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void whatIsUnknownIsNotANumber() {
        assertThat(Drivers.of(history(40, 100, 400), new Active(20, 10)).perPersonBefore())
                .isNaN();
        assertThat(Drivers.of(history(60, 100, 400), new Active(20, 0)).byPeople())
                .isNaN();
        assertThat(Drivers.of(history(60, 100, 100), new Active(10, 10)).byPeople())
                .isNaN();
    }

    @Test
    void daysAreSettledWhereProvidersCountedMostOfThem() {
        History history = new History(DAY, new double[] {10, 10, 10, 0}, new double[] {10, 5, 4, 0});
        assertThat(history.settledDays()).isEqualTo(3);
        assertThat(history.filledDays()).isEqualTo(2);
        assertThat(history.suffices()).isFalse();
        assertThat(history.total(2, 1)).isEqualTo(20);
        assertThat(history.total(4, 1)).isNaN();
    }

    /** The first of the last 60 days are of one size, the last 30 of another. */
    private static History history(int days, double before, double now) {
        double[] tokens = new double[days];
        Arrays.fill(tokens, before);
        Arrays.fill(tokens, Math.max(0, days - 30), days, now);
        return new History(DAY, tokens, tokens);
    }
}
