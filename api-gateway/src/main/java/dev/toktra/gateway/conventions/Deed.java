package dev.toktra.gateway.conventions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that makes something, and that its sender may send again when the answer got lost.
 *
 * @param subject who sends it: keys of different callers never meet
 * @param key the request's {@code Idempotency-Key}, null if it has none
 * @param address method and path
 * @param body what is asked for
 */
public record Deed(UUID orgId, String subject, @Nullable String key, String address, Object body) {

    public Deed {
        if (key != null && !key.matches("[!-~]{1,255}")) {
            throw new InvalidInput("header:Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
    }
}
