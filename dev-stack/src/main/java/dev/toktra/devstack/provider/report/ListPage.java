package dev.toktra.devstack.provider.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list whose items have identifiers: those after one of them. */
public record ListPage<T>(List<T> items, boolean more) {

    /** Nothing when no item has the identifier. */
    public static <T> Optional<ListPage<T>> after(
            Optional<String> last, List<T> all, Function<T, String> identifier, int limit) {
        int start = last.map(id -> all.stream().map(identifier).toList().indexOf(id) + 1)
                .orElse(0);
        if (last.isPresent() && start == 0) {
            return Optional.empty();
        }
        int end = Math.min(all.size(), start + limit);
        return Optional.of(new ListPage<>(all.subList(start, end), end < all.size()));
    }
}
