package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.polling.deciding.Change.Insert;
import dev.toktra.reconciliation.providers.polling.deciding.Change.Miss;
import dev.toktra.reconciliation.providers.polling.deciding.Change.Restate;
import dev.toktra.reconciliation.providers.polling.deciding.Change.Retract;
import dev.toktra.reconciliation.providers.polling.deciding.Change.Return;
import dev.toktra.reconciliation.providers.polling.deciding.Stored.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a complete read of a window means for what is known of it: a figure is replaced, never added, and one that is not
 * in the answer is not a 0.
 *
 * @param began when the read began; buckets that were open then prove nothing by what they lack
 * @param whole whether no row was dropped; otherwise what is missing proves nothing
 * @param bucket how long the buckets are
 * @param retraction how long after the first a second read without the figure retracts it
 */
public record Reread(Instant began, boolean whole, Duration bucket, Duration retraction) {

    /** The changes; {@code stored} is everything that is known of the window's buckets. */
    public List<Change> changes(Collection<Stored> stored, Collection<Figure> read) {
        Map<UUID, Stored> known = stored.stream().collect(Collectors.toMap(Stored::key, Function.identity()));
        Set<UUID> there = new HashSet<>();
        List<Change> changes = new ArrayList<>();
        for (Figure figure : read) {
            UUID key = figure.key();
            if (!there.add(key)) {
                throw new IllegalArgumentException("a read has each key once");
            }
            Change change = present(figure, known.get(key));
            if (change != null) {
                changes.add(change);
            }
        }
        stored.stream()
                .filter(row -> !there.contains(row.key()))
                .map(this::absent)
                .flatMap(List::stream)
                .forEach(changes::add);
        return changes;
    }

    private static @Nullable Change present(Figure figure, @Nullable Stored stored) {
        if (stored == null) {
            return new Insert(figure);
        }
        boolean same = stored.valueHash().equals(figure.valueHash());
        return switch (stored.state()) {
            case KNOWN -> same ? null : new Restate(figure);
            case RETRACTION_PENDING -> new Return(figure, !same);
            case RETRACTED -> new Return(figure, true);
        };
    }

    private List<Change> absent(Stored stored) {
        boolean closed = !stored.bucket().plus(bucket).isAfter(began);
        if (!whole || !closed) {
            return List.of();
        }
        if (stored.state() == State.KNOWN) {
            return List.of(new Miss(stored));
        }
        Instant since = stored.missingSince();
        boolean longAgo = since != null && !began.isBefore(since.plus(retraction));
        return stored.state() == State.RETRACTION_PENDING && longAgo ? List.of(new Retract(stored)) : List.of();
    }
}
