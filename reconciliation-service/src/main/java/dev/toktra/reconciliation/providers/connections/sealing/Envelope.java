package dev.toktra.reconciliation.providers.connections.sealing;

import dev.toktra.reconciliation.providers.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** Seals secrets, each under a random data key of its own. */
public final class Envelope {

    private final KeyEncryption keys;
    private final SecureRandom random;

    public Envelope(KeyEncryption keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    public SealedSecret seal(Secret secret, SealedFor owner) {
        byte[] dataKey = new byte[Gcm.KEY_BYTES];
        random.nextBytes(dataKey);
        try {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            return new SealedSecret(keys.wrap(dataKey, owner), Gcm.encrypt(dataKey, plain, owner.bytes(), random));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * The secret.
     *
     * @throws CannotOpen if it is another's, its key is not known, or it was changed
     */
    public Secret open(SealedSecret sealed, SealedFor owner) {
        byte[] dataKey = keys.unwrap(sealed.wrappedKey(), owner);
        try {
            byte[] plain = Gcm.decrypt(dataKey, sealed.ciphertext(), owner.bytes());
            return Secret.of(new String(plain, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** The same secret with its data key under the current key; the secret itself stays as it is and is not opened. */
    public SealedSecret rewrap(SealedSecret sealed, SealedFor owner) {
        byte[] dataKey = keys.unwrap(sealed.wrappedKey(), owner);
        try {
            return new SealedSecret(keys.wrap(dataKey, owner), sealed.ciphertext());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }
}
