package dev.toktra.reconciliation.directory;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows as columns, one array a parameter, for one statement over all of them. */
final class Columns<T> {

    private final List<T> rows;
    private final Tuple tuple = Tuple.tuple();

    Columns(Collection<T> rows) {
        this.rows = List.copyOf(rows);
    }

    Columns<T> uuids(Function<T, @Nullable UUID> column) {
        return column(column, UUID[]::new);
    }

    Columns<T> texts(Function<T, @Nullable String> column) {
        return column(column, String[]::new);
    }

    Columns<T> dates(Function<T, @Nullable LocalDate> column) {
        return column(column, LocalDate[]::new);
    }

    Columns<T> times(Function<T, @Nullable OffsetDateTime> column) {
        return column(column, OffsetDateTime[]::new);
    }

    Columns<T> longs(Function<T, Long> column) {
        return column(column, Long[]::new);
    }

    Tuple tuple() {
        return tuple;
    }

    private <V> Columns<T> column(Function<T, V> column, IntFunction<V[]> array) {
        tuple.addValue(rows.stream().map(column).toArray(array));
        return this;
    }
}
