package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;
import java.util.List;
import java.util.stream.Stream;

/**
 * Consecutive records of a partition that are counted in one transaction.
 *
 * @param start the position before them: the transaction commits only if the ledger still stands here
 * @param end the position after them
 */
public record Portion(Place place, long start, long end, List<Arrival> arrivals) {

    public Portion {
        arrivals = List.copyOf(arrivals);
        if (arrivals.isEmpty() || start > arrivals.get(0).offset()) {
            throw new IllegalArgumentException("a portion holds records from its start on");
        }
        if (end <= arrivals.get(arrivals.size() - 1).offset()) {
            throw new IllegalArgumentException("a portion ends after its last record");
        }
    }

    public Stream<UsageBatch> batches() {
        return arrivals.stream()
                .filter(Arrival.Readable.class::isInstance)
                .map(arrival -> ((Arrival.Readable) arrival).batch());
    }

    public int events() {
        return arrivals.stream().mapToInt(Arrival::events).sum();
    }

    /** The first {@code count} records. */
    public Portion first(int count) {
        return new Portion(place, start, arrivals.get(count - 1).offset() + 1, arrivals.subList(0, count));
    }

    /** All but the first {@code count} records. */
    public Portion after(int count) {
        long from = arrivals.get(count - 1).offset() + 1;
        return new Portion(place, from, end, arrivals.subList(count, arrivals.size()));
    }

    /** The same position with another view of its only record. */
    public Portion with(Arrival only) {
        if (arrivals.size() != 1) {
            throw new IllegalStateException("there is more than one record");
        }
        return new Portion(place, start, end, List.of(only));
    }
}
