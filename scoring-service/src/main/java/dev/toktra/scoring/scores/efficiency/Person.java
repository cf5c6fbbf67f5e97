package dev.toktra.scoring.scores.efficiency;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person did in the window. */
public final class Person {

    private final UUID user;
    private final @Nullable UUID department;
    private final @Nullable UUID team;
    private final double[][] days;
    private final double[] sums;

    /**
     * A person.
     *
     * @param department of the last day
     * @param days the active ones, each its sums by {@link Measure}
     */
    public Person(UUID user, @Nullable UUID department, @Nullable UUID team, List<double[]> days) {
        this.user = user;
        this.department = department;
        this.team = team;
        this.days = days.toArray(new double[0][]);
        this.sums = new double[Measure.values().length];
        for (double[] day : this.days) {
            add(day, sums);
        }
    }

    static void add(double[] day, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += day[i];
        }
    }

    public UUID user() {
        return user;
    }

    public @Nullable UUID department() {
        return department;
    }

    public @Nullable UUID team() {
        return team;
    }

    public int activeDays() {
        return days.length;
    }

    public long requests() {
        return Math.round(sum(Measure.REQUESTS));
    }

    /** The share of tokens that providers have counted; null where there are none. */
    public @Nullable Double settledShare() {
        return sum(Measure.TOKENS) > 0 ? sum(Measure.SETTLED) / sum(Measure.TOKENS) : null;
    }

    double sum(Measure measure) {
        return sums[measure.ordinal()];
    }

    double[] day(int number) {
        return days[number];
    }

    /** The raw value; NaN where there is no data. */
    double value(Yardstick yardstick) {
        return yardstick.value(sums);
    }

    /** Most of the tokens went through tools that tell what came of them. */
    boolean isMeasuredByOutcomes() {
        return sum(Measure.REPORTING) > 0 && sum(Measure.REPORTING) >= sum(Measure.TOKENS) / 2;
    }

    List<Yardstick> yardsticks() {
        return Formula.yardsticks(isMeasuredByOutcomes());
    }
}
