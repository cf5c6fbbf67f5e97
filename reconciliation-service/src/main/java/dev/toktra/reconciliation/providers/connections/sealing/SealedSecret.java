package dev.toktra.reconciliation.providers.connections.sealing;

/**
 * A secret as it is kept.
 *
 * @param wrappedKey its data key, under a key encryption key
 * @param ciphertext itself, under its data key
 */
public record SealedSecret(Wrapped wrappedKey, byte[] ciphertext) {

    /** A data key under the key encryption key of this id. */
    public record Wrapped(String keyId, byte[] bytes) {

        @Override
        public String toString() {
            return "Wrapped[" + keyId + "]";
        }
    }

    @Override
    public String toString() {
        return "SealedSecret[" + wrappedKey + "]";
    }
}
