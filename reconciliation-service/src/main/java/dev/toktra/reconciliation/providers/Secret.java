package dev.toktra.reconciliation.providers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A provider's key or credentials; never printed, not even in part. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Surrounding white space, the usual rest of a copy, is not part of a secret. */
    public static Secret of(String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(stripped);
    }

    /** The secret itself: only for the request that needs it and for its encryption. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
