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

    private static final int DEFAULT_LIMIT = 25;
    private static final int GREATEST_LIMIT = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * The window that query parameters ask for.
     *
     * @throws InvalidInput naming the parameter that is wrong
     */
    public static Window of(@Nullable String limit, @Nullable String cursor) {
        return new Window(limit == null ? DEFAULT_LIMIT : limit(limit), cursor == null ? null : id(cursor));
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > GREATEST_LIMIT) {
            throw new InvalidInput("?limit", "must be a whole number from 1 to " + GREATEST_LIMIT);
        }
        return Integer.parseInt(text);
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("?cursor", "must be the next_cursor of an earlier answer");
        }
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
