package dev.toktra.agent.population;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reproducible chance: SplitMix64 and {@code StrictMath}, so that a seed gives the same everywhere and for ever. */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Independent dice for one purpose; the same seed, purpose and numbers give the same throws. */
    static Dice of(long seed, String purpose, long... numbers) {
        long state = mix(seed + GOLDEN);
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state * 31 + b + GOLDEN);
        }
        for (long number : numbers) {
            state = mix(state ^ mix(number + GOLDEN));
        }
        return new Dice(state);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Evenly from 0 (inclusive) to 1 (exclusive). */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Evenly from {@code low} to {@code high}. */
    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** A number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Mostly around the median, with a long tail upwards; at least 1, at most {@code cap}. */
    long logNormal(double median, double sigma, long cap) {
        double value = median * StrictMath.exp(sigma * gaussian());
        return StrictMath.max(1, StrictMath.min(cap, StrictMath.round(value)));
    }

    /** A factor with mean 1. */
    double noise(double sigma) {
        return StrictMath.exp(sigma * gaussian() - sigma * sigma / 2);
    }

    int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > 60) {
            return (int) StrictMath.max(0, StrictMath.round(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    <T> T pick(List<Choice<T>> choices) {
        double total = 0;
        for (Choice<T> choice : choices) {
            total += choice.weight();
        }
        double left = uniform() * total;
        for (Choice<T> choice : choices) {
            left -= choice.weight();
            if (left < 0) {
                return choice.value();
            }
        }
        return choices.get(choices.size() - 1).value();
    }

    <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int other = below(i + 1);
            T swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(other));
            shuffled.set(other, swapped);
        }
        return shuffled;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
