package dev.toktra.reconciliation.settling.variance;

import java.time.Instant;
import java.util.Comparator;

/**
 * A cell of a provider.
 *
 * @param hour of UTC
 * @param model canonical
 */
public record CellKey(Instant hour, String model) implements Comparable<CellKey> {

    /** What stands for a model that devices did not see the name of. */
    public static final String UNKNOWN = "unknown";

    @Override
    public int compareTo(CellKey other) {
        return Comparator.comparing(CellKey::hour).thenComparing(CellKey::model).compare(this, other);
    }
}
