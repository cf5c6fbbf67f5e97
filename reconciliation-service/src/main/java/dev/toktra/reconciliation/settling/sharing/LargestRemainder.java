package dev.toktra.reconciliation.settling.sharing;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Divides whole tokens in proportion so that the parts sum to the total: each part is its quota rounded down, and what is
 * left goes one by one to the largest remainders (the method of Hare and Niemeyer). Equal remainders go to the earlier part,
 * so that the same question always has the same answer.
 */
final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * The parts of a total, in the order of the weights.
     *
     * @throws IllegalArgumentException where something is negative, or all weights are 0 and the total is not
     */
    static long[] split(long total, long... weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (total < 0 || LongStream.of(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("neither a total nor a weight is negative");
        }
        if (total == 0) {
            return new long[weights.length];
        }
        if (sum.signum() == 0) {
            throw new IllegalArgumentException("without a weight nobody gets anything");
        }
        return split(total, sum, weights);
    }

    private static long[] split(long total, BigInteger sum, long[] weights) {
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] quota = BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(sum);
            parts[i] = quota[0].longValueExact();
            remainders[i] = quota[1];
        }
        long left = total - Arrays.stream(parts).sum();
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
