package dev.toktra.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** An API key as its holder knows it; shown once, then only its digest is kept. */
public final class KeySecret {

    private static final String PREFIX = "tk_live_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{22,200}");
    private static final int RANDOM_BYTES = 32;
    private static final int HINT = 4;

    private final String value;

    private KeySecret(String value) {
        this.value = value;
    }

    /** A new key of 32 random bytes. */
    public static KeySecret random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The key in a text, if the text has the form of one. */
    public static Optional<KeySecret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeySecret(text)) : Optional.empty();
    }

    /** The whole key, for the one answer that shows it. */
    public String reveal() {
        return value;
    }

    /** The SHA-256 of the key: enough to recognise a key of 256 random bits, useless for calling. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What lists show, so that people recognise their key: its beginning and its last characters. */
    public String hint() {
        return PREFIX + "…" + value.substring(value.length() - HINT);
    }

    @Override
    public String toString() {
        return hint();
    }
}
