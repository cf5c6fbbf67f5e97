package dev.toktra.reconciliation.settling.variance;

import dev.toktra.reconciliation.settling.calibration.Factor;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One measure, input or output, of all that is known of a provider's UTC day.
 *
 * @param hearing what is known of a person's devices at an hour
 */
public record MeasuredDay(
        List<Count> counts, List<Named> named, List<Estimate> estimates, BiFunction<String, Instant, Hearing> hearing) {

    public MeasuredDay {
        counts = List.copyOf(counts);
        named = List.copyOf(named);
        estimates = List.copyOf(estimates);
    }

    /**
     * A cell on both sides.
     *
     * @param device uncorrected
     * @param first the provider's count when the cell was first reconciled; null before
     */
    public record Count(
            CellKey cell,
            long provider,
            long device,
            @Nullable Long first) {

        long variance() {
            return provider - device;
        }
    }

    /** What the provider counted of a person by name or by a key of theirs. */
    public record Named(CellKey cell, String person, long tokens) {}

    /**
     * What devices saw of a person through one way of counting.
     *
     * @param person an id, or {@code unknown}
     * @param failed the part of the tokens that is of failed calls
     */
    public record Estimate(CellKey cell, String person, long tokens, Failed failed, Factor factor) {}

    /** Tokens of failed calls: the likely number and the least and most that it may be. */
    public record Failed(double tokens, double least, double most) {

        public static final Failed NONE = new Failed(0, 0, 0);

        /**
         * The failed part of what failed or was a retry, which sums do not tell apart.
         *
         * @param wasted tokens of both
         */
        public static Failed of(long wasted, long failedCalls, long retriedCalls) {
            if (failedCalls == 0 || wasted == 0) {
                return NONE;
            }
            if (retriedCalls == 0) {
                return new Failed(wasted, wasted, wasted);
            }
            double calls = (Math.max(failedCalls, retriedCalls) + failedCalls + retriedCalls) / 2.0;
            return new Failed(wasted * Math.min(1, failedCalls / calls), 0, wasted);
        }
    }
}
