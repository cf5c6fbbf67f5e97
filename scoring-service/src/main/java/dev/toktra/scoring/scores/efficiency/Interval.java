package dev.toktra.scoring.scores.efficiency;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Between what a score would be in four of five months that are made of the same days. */
record Interval(double low, double high) {

    private static final double TAIL = 0.1;

    /** Draws days with replacement; the same seed gives the same interval. */
    static Interval of(Person person, Judgement judgement, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int days = person.activeDays();
        double[] scores = new double[resamples];
        double[] sums = new double[Measure.values().length];
        double[] values = new double[judgement.count()];
        for (int round = 0; round < resamples; round++) {
            Arrays.fill(sums, 0);
            for (int drawn = 0; drawn < days; drawn++) {
                Person.add(person.day(random.nextInt(days)), sums);
            }
            judgement.values(sums, values);
            scores[round] = judgement.score(values);
        }
        Arrays.sort(scores);
        return around(judgement.score(judgement.own()), scores, days);
    }

    /** Resamples of few days vary too little, by the part that a sample's variance lacks. */
    private static Interval around(double score, double[] sorted, int days) {
        double wider = Math.sqrt(days / (days - 1.0));
        double middle = quantile(sorted, 0.5);
        double low = middle - (middle - quantile(sorted, TAIL)) * wider;
        double high = middle + (quantile(sorted, 1 - TAIL) - middle) * wider;
        return new Interval(Math.max(0, Math.min(low, score)), Math.min(100, Math.max(high, score)));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
