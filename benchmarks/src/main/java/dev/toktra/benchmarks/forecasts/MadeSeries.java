package dev.toktra.benchmarks.forecasts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Daily series that are made up, of kinds that forecasts of usage meet; the same seed makes the same series. All have a weekly
 * pattern that differs from series to series, multiplicative noise, and some missing days.
 */
public enum MadeSeries {
    /** Like cash machines: drifting week, yearly wave, a dip at the end of the year, dead days and spikes. */
    CASH {
        @Override
        double level(int day, Traits traits) {
            double wave = 1 + 0.12 * Math.sin(2 * Math.PI * (day + traits.phase()) / 365);
            int date = Math.floorMod(day + traits.phase(), 365);
            return wave * (date > 355 ? 0.6 : date > 335 ? 1.2 : 1);
        }
    },
    /** An office that works from Monday to Friday, with slow growth. */
    OFFICE {
        @Override
        double level(int day, Traits traits) {
            return 1 + traits.slope() * day / 365;
        }
    },
    /** Adoption of a tool: an S-curve from a tenth to the whole. */
    ADOPTION {
        @Override
        double level(int day, Traits traits) {
            return 0.1 + 0.9 / (1 + Math.exp(-(day - 150 - traits.phase() / 3.0) / 40));
        }
    },
    /** Growth by a constant share a month, up to a third. */
    GROWTH {
        @Override
        double level(int day, Traits traits) {
            return Math.exp(day / 30.0 * 0.3 * traits.slope());
        }
    },
    /** Levels that jump every few months: a team joins, a tool is replaced. */
    SHIFTS {
        @Override
        double level(int day, Traits traits) {
            return 0.6 + 0.8 * chance(traits.seed() + (day + traits.phase()) / 75);
        }
    },
    /** Use that fades away. */
    DECLINE {
        @Override
        double level(int day, Traits traits) {
            return Math.exp(-day / 250.0 * (0.5 + traits.slope()));
        }
    },
    /** A level that wanders. */
    WANDERING {
        @Override
        double level(int day, Traits traits) {
            Random steps = new Random(traits.seed());
            double level = 0;
            for (int i = 0; i < day; i++) {
                level += 0.02 * steps.nextGaussian();
            }
            return Math.exp(level);
        }
    },
    /** A small department: few people, so single days say little, and many are 0. */
    SPARSE {
        @Override
        double level(int day, Traits traits) {
            return chance(traits.seed() * 31 + day) < 0.35 ? 0 : 1;
        }
    };

    static final int DAYS = 480;

    /** The level of a day, about 1. */
    abstract double level(int day, Traits traits);

    /** So many series of this kind; missing days are NaN. */
    public List<Series> make(int count, long seed) {
        List<Series> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long own = new SplittableRandom(seed * 1_000_003 + name().hashCode() * 10_007L + i).nextLong();
            made.add(new Series(name().toLowerCase(Locale.ROOT) + "-" + i, values(Traits.of(own))));
        }
        return made;
    }

    /** From 0 to 1; neighbouring seeds have nothing in common, unlike those of {@link Random}. */
    private static double chance(long seed) {
        return new SplittableRandom(seed).nextDouble();
    }

    private double[] values(Traits traits) {
        Random random = new Random(traits.seed() + 1);
        double[] week = week(random);
        double[] values = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            week[day % 7] *= Math.exp(0.03 * random.nextGaussian());
            double noise = Math.exp(traits.noise() * random.nextGaussian());
            double rare = random.nextDouble();
            double event = rare < 0.01 ? 0 : rare < 0.02 ? 2.5 : 1;
            boolean missing = random.nextDouble() < 0.01;
            values[day] = missing ? Double.NaN : 1000 * level(day, traits) * week[day % 7] * noise * event;
        }
        return values;
    }

    private double[] week(Random random) {
        double weekend = this == CASH ? 0.7 : 0.05 + 0.3 * random.nextDouble();
        double[] week = new double[7];
        for (int day = 0; day < 7; day++) {
            week[day] = (day < 5 ? 1 : weekend) * (0.75 + 0.5 * random.nextDouble());
        }
        return week;
    }

    /**
     * @param phase days by which the series is shifted, 0 to 364
     * @param slope 0 to 1
     * @param noise the standard deviation of the logarithm of a day
     */
    record Traits(long seed, int phase, double slope, double noise) {

        static Traits of(long seed) {
            Random random = new Random(seed);
            return new Traits(seed, random.nextInt(365), random.nextDouble(), 0.08 + 0.22 * random.nextDouble());
        }
    }
}
