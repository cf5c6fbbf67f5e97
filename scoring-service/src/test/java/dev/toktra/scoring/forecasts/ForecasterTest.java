package dev.toktra.scoring.forecasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecasterTest {

    private static final long SEED = 20261122;

    @Test
    void bandsCoverFourOfFiveDaysAndTotals() {
        List<double[]> whole =
                IntStream.range(0, 150).mapToObj(i -> noise(180, SEED + i)).toList();
        List<Forecast> forecasts = Forecaster.forecast(
                whole.stream().map(series -> Arrays.copyOf(series, 90)).toList());
        int days80 = 0;
        int days95 = 0;
        int totals = 0;
        for (int i = 0; i < whole.size(); i++) {
            double[] actual = Arrays.copyOfRange(whole.get(i), 90, 180);
            for (int day = 0; day < 90; day++) {
                Band band = forecasts.get(i).days().get(day);
                days80 += actual[day] >= band.low80() && actual[day] <= band.high80() ? 1 : 0;
                days95 += actual[day] >= band.low95() && actual[day] <= band.high95() ? 1 : 0;
            }
            Band total = forecasts.get(i).next90();
            double sum = Arrays.stream(actual).sum();
            totals += sum >= total.low80() && sum <= total.high80() ? 1 : 0;
        }
        assertThat(days80 / 13_500.0).as("days in 80 %, seed " + SEED).isBetween(0.75, 0.87);
        assertThat(days95 / 13_500.0).as("days in 95 %").isBetween(0.90, 0.985);
        assertThat(totals / 150.0).as("totals in 80 %").isBetween(0.75, 0.98);
    }

    @Test
    void widerBandsContainNarrowerOnesAndNothingIsNegative() {
        for (Forecast forecast : Forecaster.forecast(List.of(noise(90, 1), sparse(90, 2), noise(40, 3)))) {
            List<Band> all = new ArrayList<>(forecast.days());
            all.add(forecast.next30());
            all.add(forecast.next90());
            assertThat(all).hasSize(92).allSatisfy(band -> {
                assertThat(band.low95()).isNotNegative().isLessThanOrEqualTo(band.low80());
                assertThat(band.value()).isBetween(band.low80(), band.high80());
                assertThat(band.high80()).isLessThanOrEqualTo(band.high95());
            });
        }
    }

    @Test
    void totalsAreTheSumsOfDays() {
        Forecast forecast = Forecaster.forecast(List.of(noise(90, 5))).get(0);
        double[] days = forecast.days().stream().mapToDouble(Band::value).toArray();
        assertThat(forecast.next30().value())
                .isCloseTo(Arrays.stream(days, 0, 30).sum(), within(1e-6));
        assertThat(forecast.next90().value()).isCloseTo(Arrays.stream(days).sum(), within(1e-6));
    }

    @Test
    void theSameHistoriesGiveTheSameForecasts() {
        List<double[]> histories = List.of(noise(90, 5), noise(90, 6));
        assertThat(Forecaster.forecast(histories)).isEqualTo(Forecaster.forecast(histories));
    }

    @Test
    void nothingUsedMeansNothingForecast() {
        Forecast forecast = Forecaster.forecast(List.of(new double[90])).get(0);
        assertThat(forecast.next90()).isEqualTo(new Band(0, 0, 0, 0, 0));
        assertThat(forecast.mase()).isNaN();
    }

    @Test
    void itSaysWhatItKnowsOfItself() {
        Forecast forecast = Forecaster.forecast(List.of(noise(90, 8))).get(0);
        assertThat(forecast.weights().values().stream().mapToDouble(w -> w).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(List.copyOf(forecast.weights().values())).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(forecast.mase()).isBetween(0.3, forecast.naiveMase());
        assertThat(forecast.coverage()).isBetween(0.7, 0.95);
        assertThat(forecast.tested()).isEqualTo(62);
    }

    private static double[] noise(int days, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, days)
                .mapToDouble(t -> 1000 * (t % 7 > 4 ? 0.3 : 1) * Math.exp(0.2 * random.nextGaussian()))
                .toArray();
    }

    private static double[] sparse(int days, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, days)
                .mapToDouble(t -> random.nextDouble() < 0.6 ? 0 : 40)
                .toArray();
    }
}
