package dev.toktra.reconciliation.providers.connections.sealing;

import dev.toktra.reconciliation.providers.connections.sealing.SealedSecret.Wrapped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Key encryption keys from a text, one a line in Base64: the first one wraps, all unwrap. Never printed. */
public final class KeyRing implements KeyEncryption {

    private static final int ID_BYTES = 6;

    private final Map<String, byte[]> keys;
    private final String current;
    private final SecureRandom random;

    private KeyRing(Map<String, byte[]> keys, String current, SecureRandom random) {
        this.keys = keys;
        this.current = current;
        this.random = random;
    }

    /** The keys of a text; throws IllegalArgumentException whose message completes "the text …" and shows none of it. */
    public static KeyRing of(String text, SecureRandom random) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "is empty: it needs 32 random bytes in Base64, such as openssl rand" + " -base64 32 makes");
        }
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            byte[] key = key(lines.get(i), i + 1);
            keys.put(id(key), key);
        }
        return new KeyRing(keys, keys.keySet().iterator().next(), random);
    }

    private static byte[] key(String line, int number) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has no Base64 in line " + number);
        }
        if (key.length != Gcm.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "has a key of " + key.length + " bytes in line " + number + "; AES-256 takes 32");
        }
        return key;
    }

    private static String id(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public Set<String> known() {
        return Set.copyOf(keys.keySet());
    }

    @Override
    public Wrapped wrap(byte[] dataKey, SealedFor owner) {
        return new Wrapped(current, Gcm.encrypt(key(current), dataKey, owner.bytes(), random));
    }

    @Override
    public byte[] unwrap(Wrapped wrapped, SealedFor owner) {
        return Gcm.decrypt(key(wrapped.keyId()), wrapped.bytes(), owner.bytes());
    }

    private byte[] key(String id) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new CannotOpen("it is under the key " + id + ", which is not among the keys of this service");
        }
        return key;
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
