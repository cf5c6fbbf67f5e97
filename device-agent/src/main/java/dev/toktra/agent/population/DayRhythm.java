package dev.toktra.agent.population;

import java.util.List;
import java.util.stream.IntStream;

/** When in a day somebody works: weights of the local hours. */
enum DayRhythm {
    EARLY(0, 0, 0, 0, 0, 0, 2, 6, 9, 9, 8, 6, 4, 7, 7, 5, 2, 1, 0, 0, 0, 0, 0, 0),
    OFFICE(0, 0, 0, 0, 0, 0, 0, 1, 5, 8, 9, 8, 5, 7, 8, 8, 7, 4, 1, 0.4, 0.3, 0.2, 0, 0),
    LATE(0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 7, 6, 7, 8, 8, 8, 7, 5, 3, 3, 2, 1, 0.3),
    NIGHT(7, 6, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3, 5, 7, 8, 9, 8),
    ROUND_THE_CLOCK(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    NIGHTLY(0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final double[] weights;
    private final List<Choice<Integer>> hours;

    DayRhythm(double... weights) {
        this.weights = weights;
        this.hours = IntStream.range(0, weights.length)
                .mapToObj(hour -> new Choice<>(hour, weights[hour]))
                .toList();
    }

    /** Second of the day at which something happens. */
    int second(Dice dice) {
        return dice.pick(hours) * 3600 + dice.below(3600);
    }

    /** Part of a day's work that is done in an hour. */
    double share(int hour) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        return weights[hour] / all;
    }

    double weight(int hour) {
        return weights[hour];
    }
}
