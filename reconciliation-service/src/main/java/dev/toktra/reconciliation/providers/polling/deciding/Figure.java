package dev.toktra.reconciliation.providers.polling.deciding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a report, whatever it counts: what it is about and what it says, by column, as texts. Null is what the
 * provider leaves open or does not report, which is neither empty nor 0.
 *
 * @param place connection, source and width: the rest of the natural key
 * @param bucket the start of its bucket
 */
public record Figure(
        String place, Instant bucket, Map<String, @Nullable String> dimensions, Map<String, @Nullable String> values) {

    public Figure {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The natural key, which no value is part of. */
    public UUID key() {
        MessageDigest digest = sha256();
        add(digest, place);
        add(digest, bucket.toString());
        addAll(digest, dimensions.values());
        return first(digest);
    }

    /** Equal for equal values, and only for those. */
    public UUID valueHash() {
        MessageDigest digest = sha256();
        addAll(digest, values.values());
        return first(digest);
    }

    private static void addAll(MessageDigest digest, Collection<@Nullable String> texts) {
        texts.forEach(text -> add(digest, text));
    }

    /** Each with its length before it, so that no text can look like two; null has a mark of its own. */
    private static void add(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            digest.update((byte) 0);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) 1);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static UUID first(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
