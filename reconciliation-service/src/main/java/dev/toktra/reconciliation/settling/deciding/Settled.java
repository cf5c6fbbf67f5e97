package dev.toktra.reconciliation.settling.deciding;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A settled day: its hours (those that are estimated only are left out), cells and shares. */
public record Settled(Map<Instant, HourState> hours, Map<CellKey, Cell> cells, Map<ShareKey, SharedAmount> shares) {

    public Settled {
        hours = Collections.unmodifiableMap(hours);
        cells = Collections.unmodifiableMap(cells);
        shares = Collections.unmodifiableMap(shares);
    }

    static final Settled NOTHING = new Settled(Map.of(), Map.of(), Map.of());

    /** What is here and not there, or not the same there. */
    public Settled without(Settled other) {
        return new Settled(
                differing(hours, other.hours), differing(cells, other.cells), differing(shares, other.shares));
    }

    /** What is here and there is nothing in its place there. */
    public Settled missingIn(Settled other) {
        return new Settled(
                kept(hours, key -> !other.hours.containsKey(key)),
                kept(cells, key -> !other.cells.containsKey(key)),
                kept(shares, key -> !other.shares.containsKey(key)));
    }

    /** The same without what became known of cells after a moment: when they were reconciled for the first time. */
    public Settled knownAt(Instant moment) {
        Map<CellKey, Cell> known = new LinkedHashMap<>();
        cells.forEach((key, cell) -> known.put(key, cell.knownAt(moment)));
        return new Settled(hours, known, shares);
    }

    private static <K, V> Map<K, V> differing(Map<K, V> all, Map<K, V> other) {
        return kept(all, key -> !Objects.equals(all.get(key), other.get(key)));
    }

    private static <K, V> Map<K, V> kept(Map<K, V> all, Predicate<K> wanted) {
        return all.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one, LinkedHashMap::new));
    }
}
