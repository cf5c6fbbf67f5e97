package dev.toktra.reconciliation.ledger;

import dev.toktra.events.LostRange;
import dev.toktra.events.Rejection;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What the ledger must come to, written down as plainly as possible: one number after the other, nothing in bulk. */
final class LedgerModel {

    enum Kind {
        STORED,
        DUPLICATE_IDENTITY,
        REJECTED,
        QUARANTINED,
        LOST,
        TOMBSTONE
    }

    /** A provider that no database takes. */
    static final String POISON = "poison\0";

    private final Map<UUID, TreeMap<Long, Kind>> streams = new HashMap<>();
    private final Map<UUID, Long> repeated = new HashMap<>();
    private final Set<String> identities = new HashSet<>();
    private final List<UsageEvent> stored = new ArrayList<>();
    private long received;

    void take(UsageBatch batch) {
        TreeMap<Long, Kind> known = streams.computeIfAbsent(batch.streamId(), id -> new TreeMap<>());
        for (UsageEvent event : batch.events()) {
            take(batch, event.seq(), () -> take(event));
        }
        for (LostRange lost : batch.lost()) {
            take(batch, lost.seq(), () -> Kind.TOMBSTONE);
        }
        for (Rejection rejection : batch.rejected()) {
            take(batch, rejection.seq(), () -> Kind.REJECTED);
        }
        for (LostRange lost : batch.lost()) {
            if (fresh.contains(lost.seq())) {
                for (long seq = lost.fromSeq(); seq <= lost.toSeq(); seq++) {
                    known.putIfAbsent(seq, Kind.LOST);
                }
            }
        }
        fresh.clear();
    }

    private final Set<Long> fresh = new HashSet<>();

    private void take(UsageBatch batch, long seq, java.util.function.Supplier<Kind> kind) {
        received++;
        TreeMap<Long, Kind> known = Objects.requireNonNull(streams.get(batch.streamId()));
        if (known.containsKey(seq)) {
            repeated.merge(batch.streamId(), 1L, Long::sum);
        } else {
            known.put(seq, kind.get());
            fresh.add(seq);
        }
    }

    private Kind take(UsageEvent event) {
        if (event.provider().equals(POISON)) {
            return Kind.QUARANTINED;
        }
        String identity = event.identity();
        if (identity != null && !identities.add(identity)) {
            return Kind.DUPLICATE_IDENTITY;
        }
        stored.add(event);
        return Kind.STORED;
    }

    long received() {
        return received;
    }

    List<UsageEvent> stored() {
        return stored;
    }

    /** A stream's line as the database would print it. */
    String line(UUID stream) {
        TreeMap<Long, Kind> known = streams.getOrDefault(stream, new TreeMap<>());
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        known.values().forEach(kind -> counts.merge(kind, 1L, Long::sum));
        StringBuilder line = new StringBuilder("(" + stream + "," + (known.isEmpty() ? 0 : known.lastKey()) + ","
                + known.size() + "," + repeated.getOrDefault(stream, 0L));
        for (Kind kind : Kind.values()) {
            line.append(',').append(counts.getOrDefault(kind, 0L));
        }
        return line.append(')').toString();
    }
}
