package dev.toktra.reconciliation.providers.connections.sealing;

import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret.Wrapped;
import java.util.Set;

/** Wraps data keys with keys that never are in the database: from a file or the environment, or a key service. */
public interface KeyEncryption {

    /** The id of the key that wraps now. */
    String current();

    /** The ids of all keys that unwrap. */
    Set<String> known();

    /** The data key under the current key, bound to what it is for. */
    Wrapped wrap(byte[] dataKey, SealedFor owner);

    /**
     * The data key.
     *
     * @throws CannotOpen if its key is not known, or it was wrapped for something else
     */
    byte[] unwrap(Wrapped wrapped, SealedFor owner);
}
