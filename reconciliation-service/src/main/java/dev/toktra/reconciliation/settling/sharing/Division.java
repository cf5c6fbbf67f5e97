package dev.toktra.reconciliation.settling.sharing;

import dev.toktra.reconciliation.providers.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides a count among several in proportion to weights, each measure by its own, so that every measure of the parts sums
 * to that of the whole. A kind of input that no weight knows is divided as input is, and a measure that none knows by all that is
 * known of the weights.
 */
public final class Division {

    private final List<Weights> weights;

    /** @param weights at least one of which is not all 0 */
    public Division(List<Weights> weights) {
        this.weights = List.copyOf(weights);
    }

    /** Whether there is anybody to divide among. */
    public static boolean isPossible(List<Weights> weights) {
        return weights.stream().anyMatch(weight -> weight.any() > 0);
    }

    /** The parts, in the order of the weights. */
    public List<Counts> of(Counts whole) {
        long[] output = split(whole.output(), Weights::output);
        long @Nullable [] requests = whole.requests() == null ? null : split(whole.requests(), Weights::requests);
        Input input = input(whole);
        List<Counts> parts = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            parts.add(new Counts(
                    input.all()[i],
                    output[i],
                    at(input.fresh(), i),
                    at(input.read(), i),
                    at(input.write(), i),
                    at(input.write1h(), i),
                    at(requests, i)));
        }
        return parts;
    }

    /** The parts of input by kind; kinds that are not reported are null. */
    private record Input(
            long[] all,
            long @Nullable [] fresh,
            long @Nullable [] read,
            long @Nullable [] write,
            long @Nullable [] write1h) {}

    private Input input(Counts whole) {
        Long fresh = whole.freshInput();
        Long read = whole.cacheRead();
        Long write = whole.cacheWrite();
        if (fresh == null || read == null || write == null || fresh + read + write != whole.input()) {
            return new Input(split(whole.input(), Weights::input), null, null, null, null);
        }
        long[] ofFresh = splitKind(fresh, Weights::fresh);
        long[] ofRead = splitKind(read, Weights::read);
        long[] ofWrite = splitKind(write, Weights::write);
        long[] all = new long[weights.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = ofFresh[i] + ofRead[i] + ofWrite[i];
        }
        Long hour = whole.cacheWrite1h();
        return new Input(all, ofFresh, ofRead, ofWrite, hour == null ? null : LargestRemainder.split(hour, ofWrite));
    }

    private long[] split(long whole, ToLongFunction<Weights> measure) {
        return split(whole, List.of(measure, Weights::any));
    }

    private long[] splitKind(long whole, ToLongFunction<Weights> kind) {
        return split(whole, List.of(kind, Weights::input, Weights::any));
    }

    /** By the first measure that any weight knows. */
    private long[] split(long whole, List<ToLongFunction<Weights>> measures) {
        return measures.stream()
                .map(measure -> weights.stream().mapToLong(measure).toArray())
                .filter(values -> LongStream.of(values).anyMatch(value -> value > 0))
                .findFirst()
                .map(values -> LargestRemainder.split(whole, values))
                .orElseThrow();
    }

    private static @Nullable Long at(long @Nullable [] values, int index) {
        return values == null ? null : values[index];
    }
}
