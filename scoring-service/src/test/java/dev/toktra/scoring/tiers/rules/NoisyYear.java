package dev.toktra.scoring.tiers.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A year of an organisation's scores, made as the formula makes them: four weighted percentiles among all, of means over the
 * trailing 30 days, shrunk by active days, with an 80 % interval from the noise of days.
 */
final class NoisyYear {

    static final int NIGHTS = 365;

    private static final int WINDOW = 30;
    private static final double[] WEIGHTS = {0.40, 0.25, 0.15, 0.20};
    private static final double EIGHTY_PERCENT = 1.2816;
    private static final double SHRINK_BY = 3;

    /**
     * What kind of people there are.
     *
     * @param noise of a day, in deviations between people
     * @param alike correlation of a person's components
     * @param drift share of a person's ability that is new after a year
     */
    record Company(int people, double noise, double alike, double drift, long seed) {}

    private final Company company;
    private final Random random;
    private final double[][] ability;
    private final double[] habit;
    private final List<Deque<double[]>> days = new ArrayList<>();

    NoisyYear(Company company) {
        this.company = company;
        this.random = new Random(company.seed());
        this.ability = new double[company.people()][WEIGHTS.length];
        this.habit = new double[company.people()];
        for (int person = 0; person < company.people(); person++) {
            ability[person] = fresh();
            habit[person] = 0.15 + 0.6 * random.nextDouble();
            days.add(new ArrayDeque<>());
        }
        for (int day = 0; day < WINDOW; day++) {
            pass();
        }
    }

    /** The scores of all people after the next day. */
    NightScore[] next() {
        pass();
        int people = company.people();
        double[][] means = new double[WEIGHTS.length][people];
        int[] active = new int[people];
        for (int person = 0; person < people; person++) {
            for (double[] day : days.get(person)) {
                if (day.length > 0) {
                    active[person]++;
                    for (int component = 0; component < day.length; component++) {
                        means[component][person] += day[component];
                    }
                }
            }
            for (double[] mean : means) {
                mean[person] /= Math.max(1, active[person]);
            }
        }
        return scores(means, active);
    }

    private NightScore[] scores(double[][] means, int[] active) {
        double[][] sorted = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
        Arrays.stream(sorted).forEach(Arrays::sort);
        NightScore[] scores = new NightScore[active.length];
        for (int person = 0; person < active.length; person++) {
            scores[person] = active[person] < 5 ? NightScore.NONE : score(means, sorted, person, active[person]);
        }
        return scores;
    }

    private NightScore score(double[][] means, double[][] sorted, int person, int active) {
        double kept = active / (active + SHRINK_BY);
        double error = company.noise() / Math.sqrt(active);
        double score = 0;
        double variance = 0;
        for (int component = 0; component < WEIGHTS.length; component++) {
            double mean = means[component][person];
            double weight = WEIGHTS[component] * kept;
            score += weight * (percentile(sorted[component], mean) - 50);
            double width = percentile(sorted[component], mean + error) - percentile(sorted[component], mean - error);
            variance += Math.pow(weight * width / 2, 2);
        }
        double half = EIGHTY_PERCENT * Math.sqrt(variance);
        return new NightScore(tenths(50 + score), tenths(50 + score - half), tenths(50 + score + half));
    }

    private void pass() {
        double kept = Math.pow(1 - company.drift(), 1.0 / NIGHTS);
        for (int person = 0; person < company.people(); person++) {
            double[] fresh = fresh();
            for (int component = 0; component < WEIGHTS.length; component++) {
                ability[person][component] =
                        kept * ability[person][component] + Math.sqrt(1 - kept * kept) * fresh[component];
            }
            boolean active = random.nextDouble() < habit[person];
            Deque<double[]> window = days.get(person);
            window.addLast(active ? noisy(ability[person]) : new double[0]);
            if (window.size() > WINDOW) {
                window.removeFirst();
            }
        }
    }

    private double[] noisy(double[] means) {
        return Arrays.stream(means)
                .map(mean -> mean + company.noise() * random.nextGaussian())
                .toArray();
    }

    private double[] fresh() {
        double shared = random.nextGaussian();
        return Arrays.stream(WEIGHTS)
                .map(weight ->
                        Math.sqrt(company.alike()) * shared + Math.sqrt(1 - company.alike()) * random.nextGaussian())
                .toArray();
    }

    private static double percentile(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        return 100.0 * (at < 0 ? -at - 1 : at + 0.5) / sorted.length;
    }

    private static BigDecimal tenths(double value) {
        return BigDecimal.valueOf(Math.max(0, Math.min(100, value))).setScale(1, RoundingMode.HALF_UP);
    }
}
