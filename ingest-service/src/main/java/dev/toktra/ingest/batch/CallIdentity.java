package dev.toktra.ingest.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The identity of a call that more than one path may report: it counts once. */
final class CallIdentity {

    private CallIdentity() {}

    /** The first 16 bytes, as hex, of SHA-256 over {@code call_id}, the provider and its id, each ended by a zero byte but the last. */
    static String of(String provider, String callId) {
        byte[] identity = ("call_id\0" + provider + "\0" + callId).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(sha256().digest(identity), 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
