package dev.toktra.devstack.provider.script;

import dev.toktra.devstack.provider.names.Provider;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A fault of some calls. Calls are counted from one since the rule was set, those only that it is about: of all providers
 * or endpoints where none is named. {@code first} to {@code last} are the calls at which it may work, and with which
 * {@code probability} it then does is decided by the seed and the number of the call alone.
 */
public record Rule(
        Fault fault,
        @Nullable Provider provider,
        @Nullable String endpoint,
        int first,
        int last,
        double probability,
        long seed,
        int seconds) {

    public Rule {
        first = first == 0 ? 1 : first;
        last = last == 0 ? Integer.MAX_VALUE : last;
        probability = probability == 0 ? 1 : probability;
        seconds = seconds == 0 ? 1 : seconds;
        if (first < 1 || last < first || probability < 0 || probability > 1 || seconds < 0) {
            throw new IllegalArgumentException(
                    "a rule that can never work: " + first + ".." + last + " " + probability);
        }
    }

    public static Rule of(Fault fault) {
        return new Rule(fault, null, null, 0, 0, 0, 0, 0);
    }

    public Rule at(Provider where) {
        return new Rule(fault, where, endpoint, first, last, probability, seed, seconds);
    }

    public Rule at(Provider where, String what) {
        return new Rule(fault, where, what, first, last, probability, seed, seconds);
    }

    /** Only the nth call. */
    public Rule nth(int call) {
        return calls(call, call);
    }

    public Rule calls(int from, int to) {
        return new Rule(fault, provider, endpoint, from, to, probability, seed, seconds);
    }

    public Rule sometimes(double chance, long chosenBy) {
        return new Rule(fault, provider, endpoint, first, last, chance, chosenBy, seconds);
    }

    /** What {@code Retry-After} says, or how long the answer takes. */
    public Rule seconds(int number) {
        return new Rule(fault, provider, endpoint, first, last, probability, seed, number);
    }

    boolean isAbout(Provider called, String what) {
        return (provider == null || provider == called) && (endpoint == null || endpoint.equals(what));
    }

    boolean worksAt(int call) {
        return call >= first && call <= last && draw(call) < probability;
    }

    private double draw(int call) {
        return new SplittableRandom(seed * 1_000_003 + call * 31L + fault.word().hashCode()).nextDouble();
    }
}
