package dev.toktra.scoring.scores.efficiency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People with ways of their own, made from a seed; the same person can live through many months. */
final class Crowd {

    static final Formula FORMULA = new Formula(
            1,
            30,
            5,
            50,
            Map.of(
                    Component.PRODUCTIVE_OUTPUT, 0.40,
                    Component.WASTE, 0.25,
                    Component.CACHE_REUSE, 0.15,
                    Component.MODEL_FIT, 0.20),
            3,
            10,
            200,
            3,
            new Formula.Units(1, 0.1, 5, 20));

    private Crowd() {}

    /** How someone works on the average. */
    record Ways(UUID user, @Nullable UUID department, int days, double output, double waste, double cache, double fit) {

        static Ways of(Random random, @Nullable UUID department) {
            return new Ways(
                    new UUID(random.nextLong(), random.nextLong()),
                    department,
                    6 + random.nextInt(17),
                    0.5 + 3 * random.nextDouble(),
                    0.3 * random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble());
        }

        Person month(Random random) {
            List<double[]> month = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                month.add(day(random));
            }
            return new Person(user, department, null, month);
        }

        private double[] day(Random random) {
            double tokens = 50_000 * Math.exp(0.6 * random.nextGaussian());
            double requests = Math.ceil(tokens / 2_000);
            double small = Math.ceil(requests / 2);
            double[] sums = new double[Measure.values().length];
            set(sums, Measure.REQUESTS, requests);
            set(sums, Measure.TOKENS, tokens);
            set(sums, Measure.SETTLED, tokens);
            set(sums, Measure.REPORTING, tokens);
            set(sums, Measure.UNITS, tokens / 1000 * output * Math.exp(0.5 * random.nextGaussian()));
            set(sums, Measure.SEEN, tokens);
            set(sums, Measure.WASTED, tokens * Math.min(1, waste * 2 * random.nextDouble()));
            set(sums, Measure.CACHE_INPUT, tokens * 0.8);
            set(sums, Measure.CACHE_READ, tokens * 0.8 * share(cache, random));
            set(sums, Measure.SMALL_REQUESTS, small);
            set(sums, Measure.SMALL_TO_TOP, Math.round(small * share(fit, random)));
            return sums;
        }

        private static double share(double mean, Random random) {
            return Math.max(0, Math.min(1, mean + 0.15 * random.nextGaussian()));
        }
    }

    static List<Ways> ways(int count, Random random) {
        List<Ways> all = new ArrayList<>();
        UUID[] departments = {new UUID(1, 1), new UUID(1, 2), null};
        for (int i = 0; i < count; i++) {
            all.add(Ways.of(random, departments[i % departments.length]));
        }
        return all;
    }

    static List<Person> people(int count, Random random) {
        return ways(count, random).stream().map(ways -> ways.month(random)).toList();
    }

    static void set(double[] sums, Measure measure, double value) {
        sums[measure.ordinal()] = value;
    }
}
