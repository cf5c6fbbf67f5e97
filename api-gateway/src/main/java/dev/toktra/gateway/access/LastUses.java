package dev.toktra.gateway.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** When each key was last used, until it is written down: a request must not wait for a write. */
public final class LastUses {

    private Map<UUID, Instant> uses = new HashMap<>();

    /** Notes a use. */
    public synchronized void note(UUID keyId, Instant at) {
        uses.merge(keyId, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The uses noted since the last call, which forgets them. */
    public synchronized Map<UUID, Instant> drain() {
        Map<UUID, Instant> drained = uses;
        uses = new HashMap<>();
        return drained;
    }
}
