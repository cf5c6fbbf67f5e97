package dev.toktra.scoring.scores.efficiency;

import java.util.Arrays;
import java.util.List;

/** Turns sums of one person into a score, compared with the peers. */
final class Judgement {

    private static final double MIDDLE = 50;

    private final Formula formula;
    private final Person person;
    private final List<Yardstick> yardsticks;
    private final Peers[] peers;
    private final double[] own;

    Judgement(Formula formula, Person person, PeerGroups groups) {
        this.formula = formula;
        this.person = person;
        this.yardsticks = person.yardsticks();
        this.peers = yardsticks.stream()
                .map(yardstick -> groups.of(person, yardstick))
                .toArray(Peers[]::new);
        this.own = yardsticks.stream().mapToDouble(person::value).toArray();
    }

    /** The values by yardstick that the person has, NaN without data. */
    double[] own() {
        return own.clone();
    }

    Yardstick yardstick(int number) {
        return yardsticks.get(number);
    }

    Peers peers(int number) {
        return peers[number];
    }

    int count() {
        return yardsticks.size();
    }

    boolean isScorable() {
        return !Arrays.stream(own).allMatch(Double::isNaN);
    }

    /** The weight that a component has where some have no data. */
    double weight(int number, double[] values) {
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            all += Double.isNaN(values[i])
                    ? 0
                    : formula.weight(yardsticks.get(i).component());
        }
        return Double.isNaN(values[number])
                ? 0
                : formula.weight(yardsticks.get(number).component()) / all;
    }

    double percentile(int number, double value) {
        return peers[number].percentile(own[number], value);
    }

    /** A percentile drawn towards the middle, the more so the fewer days stand behind it. */
    double shrunk(double percentile) {
        return MIDDLE + (percentile - MIDDLE) * formula.trust(person.activeDays());
    }

    /** The score of values by yardstick; the middle where there is no data at all. */
    double score(double[] values) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i]) && !Double.isNaN(own[i])) {
                double weight = formula.weight(yardsticks.get(i).component());
                sum += weight * shrunk(percentile(i, values[i]));
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : MIDDLE;
    }

    /** The values by yardstick of other sums. */
    void values(double[] sums, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = yardsticks.get(i).value(sums);
        }
    }
}
