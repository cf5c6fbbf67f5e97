package dev.toktra.gateway.conventions;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as it is sent.
 *
 * @param nextCursor what to ask for next, null on the last page
 * @param totalCount items on all pages together
 */
public record Listing<T>(List<T> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {

    /** A page with its items shown in another form. */
    public <R> Listing<R> map(Function<T, R> form) {
        return new Listing<>(items.stream().map(form).toList(), nextCursor, hasMore, totalCount);
    }
}
