package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.WindowRead;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one read gathered so far: rows summed by key, because a bucket or a series may go on on the next page, and how many
 * rows could not be understood. For one read; not thread safe.
 */
public final class RowTally<K, V> {

    private final BinaryOperator<V> sum;
    private final Map<K, V> sums = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private int rows;
    private int dropped;
    private int outside;
    private @Nullable Duration delay;

    public RowTally(BinaryOperator<V> sum) {
        this.sum = sum;
    }

    /** Reads each element; one that is malformed is counted and left out, but what it added before stays. */
    public void each(JsonNode array, Consumer<Fields> reading) {
        for (JsonNode element : array) {
            rows++;
            try {
                reading.accept(new Fields(element));
            } catch (Malformed | ArithmeticException | IllegalArgumentException malformed) {
                dropped++;
            }
        }
    }

    public void add(K key, V value) {
        try {
            sums.merge(key, value, sum);
        } catch (ArithmeticException overflow) {
            throw ProviderFault.broken("The figures of one bucket sum up to more than can be counted.");
        }
    }

    /** A row that is well formed and belongs to another time than was asked for. */
    public void outside() {
        outside++;
    }

    public void remark(String words) {
        remarks.add(words);
    }

    /** How long after a bucket its figures are there; of several the longest. */
    public void delay(@Nullable Duration given) {
        if (given != null && (delay == null || given.compareTo(delay) > 0)) {
            delay = given;
        }
    }

    /** The read, all its pages being in; if no row at all could be understood it is another answer than promised. */
    public <T> WindowRead<T> complete(int pages, BiFunction<K, V, @Nullable T> row) {
        if (rows > 0 && dropped == rows) {
            throw ProviderFault.broken("None of the " + rows + " rows of the answer can be understood.");
        }
        if (outside > 0) {
            remarks.add(outside + " rows of other times than asked for were left out.");
        }
        List<T> all = sums.entrySet().stream()
                .map(entry -> row.apply(entry.getKey(), entry.getValue()))
                .filter(Objects::nonNull)
                .toList();
        return new WindowRead.Complete<>(all, pages, dropped, List.copyOf(remarks), delay);
    }
}
