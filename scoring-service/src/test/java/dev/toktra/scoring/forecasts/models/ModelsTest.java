package dev.toktra.scoring.forecasts.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.toktra.scoring.forecasts.backtest.Candidates;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ModelsTest {

    private static final double[] WEEK = {100, 110, 120, 115, 90, 20, 10};
    private static final Offset<Double> EXACT = within(1e-6);

    @Test
    void smoothingWithGrowthAgreesWithHoltWintersOfR() {
        double[] season = {30, -20, 10, 0, -5, -25, 10};
        double[] history = Arrays.copyOfRange(Nile.FLOW, 7, 56);
        Smoothing smoothing = new Smoothing(0.2, 0.1, 0.3, 1);
        assertThat(smoothing.ahead(history, season, 10))
                .containsExactly(
                        new double[] {
                            725.018581,
                            762.117571,
                            830.186430,
                            870.095766,
                            868.816774,
                            738.329290,
                            741.125871,
                            698.824922,
                            735.923913,
                            803.992772
                        },
                        EXACT);
        assertThat(smoothing.error(history, season)).isCloseTo(1_543_104.8146, within(1e-3));
    }

    @Test
    void smoothingWithoutGrowthAgreesWithHoltWintersOfR() {
        double[] season = {30, -20, 10, 0, -5, -25, 10};
        double[] history = Arrays.copyOfRange(Nile.FLOW, 7, 56);
        Smoothing smoothing = new Smoothing(0.2, 0, 0.3, 1);
        assertThat(smoothing.ahead(history, season, 10))
                .containsExactly(
                        new double[] {
                            746.459935,
                            785.638752,
                            855.288061,
                            896.727772,
                            898.823753,
                            772.980930,
                            779.771593,
                            746.459935,
                            785.638752,
                            855.288061
                        },
                        EXACT);
        assertThat(smoothing.error(history, season)).isCloseTo(1_422_061.5315, within(1e-3));
    }

    @Test
    void thetaIsWithinHalfAPercentOfThetafOfR() {
        double[] r = {799.8120, 798.4548, 797.0977, 795.7405, 794.3834, 793.0262, 791.6691, 790.3119, 788.9548, 787.5976
        };
        double[] ours = Theta.linear(Nile.FLOW, r.length);
        for (int i = 0; i < r.length; i++) {
            assertThat(ours[i]).isCloseTo(r[i], Percentage.withPercentage(0.5));
        }
        assertThat(ours[1] - ours[0]).isCloseTo(r[1] - r[0], within(1e-3));
    }

    @Test
    void everyForecasterContinuesAWeekThatRepeats() {
        double[] history = repeated(12);
        for (Model model : Candidates.ALL) {
            assertThat(model.ahead(history, 21)).as(model.name()).containsExactly(repeated(3), EXACT);
        }
    }

    @Test
    void driftContinuesAStraightLineAndNaiveDoesNot() {
        double[] history = line(0, 84);
        assertThat(new Drift().ahead(history, 14)).containsExactly(line(84, 98), EXACT);
        assertThat(new SeasonalNaive().ahead(history, 14)[7]).isEqualTo(history[77]);
    }

    @Test
    void dampedGrowthComesToRest() {
        double[] ahead = new Smoothing(0.5, 0.5, 0, 0.9).ahead(line(0, 84), new double[7], 200);
        assertThat(ahead[1] - ahead[0]).isPositive();
        assertThat((ahead[2] - ahead[1]) / (ahead[1] - ahead[0])).isCloseTo(0.9, within(1e-9));
        assertThat(ahead[199] - ahead[198]).isCloseTo(0, within(1e-6));
    }

    @Test
    void oneSpikeMovesNoForecasterMuchThatIsNotNaive() {
        double[] history = repeated(12);
        history[60] = 5_000;
        for (Model model : Candidates.ALL.subList(1, Candidates.ALL.size())) {
            double[] ahead = model.ahead(history, 7);
            for (int i = 0; i < 7; i++) {
                assertThat(ahead[i]).as(model.name()).isCloseTo(WEEK[i], within(5.0));
            }
        }
    }

    @Test
    void aSpikeOfYesterdayIsNoNewLevelForSmoothing() {
        double[] history = IntStream.range(0, 84)
                .mapToDouble(t -> WEEK[t % 7] + (t * 37) % 11)
                .toArray();
        double[] spiked = history.clone();
        spiked[82] = 5_000;
        for (Model model : List.of(new Ets(false), new Ets(true), new Theta())) {
            assertThat(model.ahead(spiked, 7)).as(model.name()).containsExactly(model.ahead(history, 7), within(4.0));
        }
    }

    @Test
    void weekendsWithoutUseStayWithoutUse() {
        double[] history = IntStream.range(0, 84)
                .mapToDouble(t -> t % 7 > 4 ? 0 : 100 + (t * 37) % 11)
                .toArray();
        for (Model model : Candidates.ALL) {
            double[] ahead = model.ahead(history, 7);
            assertThat(ahead[5]).as(model.name()).isCloseTo(0, within(6.0));
            assertThat(ahead[2]).as(model.name()).isCloseTo(105, within(12.0));
        }
    }

    @Test
    void weekdayMediansPreferYoungWeeks() {
        double[] history = DoubleStream.concat(
                        Arrays.stream(line(0, 0)), IntStream.range(0, 70).mapToDouble(t -> t < 49 ? 10 : 30))
                .toArray();
        assertThat(new WeekdayMedians("young", 2).ahead(history, 1)[0]).isEqualTo(30);
        assertThat(new WeekdayMedians("old", 100).ahead(history, 1)[0]).isEqualTo(10);
    }

    @Test
    void theWeightedMedianStandsWhereHalfOfTheWeightLies() {
        assertThat(Medians.weighted(new double[] {3, 1, 2}, new double[] {1, 1, 1}))
                .isEqualTo(2);
        assertThat(Medians.weighted(new double[] {3, 1, 2}, new double[] {5, 1, 1}))
                .isEqualTo(3);
        assertThat(Medians.quantile(new double[] {4, 1, 3, 2}, 0.5)).isEqualTo(2.5);
        assertThat(Medians.of(new double[0])).isNaN();
    }

    private static double[] repeated(int weeks) {
        return IntStream.range(0, 7 * weeks).mapToDouble(t -> WEEK[t % 7]).toArray();
    }

    private static double[] line(int from, int to) {
        return IntStream.range(from, to).mapToDouble(t -> 100 + 2.0 * t).toArray();
    }
}
