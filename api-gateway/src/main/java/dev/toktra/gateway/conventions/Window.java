package dev.toktra.gateway.conventions;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted, in the order of the items' ids.
 *
 * @param limit at most so many items
 * @param after items with a greater id only; null: from the beginning
 */
public record Window(int limit, @Nullable UUID after) {

    /** The whole list. */
    public static final Window ALL = new Window(Integer.MAX_VALUE - 1, null);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Whether nothing is left out. */
    public boolean isWhole() {
        return equals(ALL);
    }

    /**
     * The id in a cursor, which is one that {@link #listing} made to the letter.
     *
     * @throws IllegalArgumentException where it is none
     */
    static UUID idOf(String cursor) {
        try {
            UUID id = UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (cursor(id).equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below: whoever sends it did not write it
        }
        throw new IllegalArgumentException("must be the next_cursor of an earlier answer");
    }

    /** The id after which the window begins. */
    public UUID afterId() {
        return after == null ? BEFORE_ALL : after;
    }

    /** How many items to look for: one more than wanted tells whether there are more. */
    public int lookFor() {
        return limit + 1;
    }

    /** The page, from up to {@link #lookFor()} items found. */
    public <T> Listing<T> listing(List<T> found, Function<T, UUID> id, long totalCount) {
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        return new Listing<>(items, more ? cursor(id.apply(items.get(limit - 1))) : null, more, totalCount);
    }

    private static String cursor(UUID id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
