package dev.toktra.reconciliation.usage.question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256, with which an answer or a cursor is recognised. */
public final class Digest {

    private static final int SHORT = 18;

    private Digest() {}

    /** Of all parts after each other. */
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A short text that is another one for another content. */
    public static String of(String content) {
        byte[] digest = Arrays.copyOf(sha256(content.getBytes(StandardCharsets.UTF_8)), SHORT);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
