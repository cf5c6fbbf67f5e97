package dev.toktra.reconciliation.repeats;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent again.
 *
 * @param operation what is asked for, {@code POST /v1/providers}
 * @param key of the {@code Idempotency-Key} header; empty: the sender does not repeat itself
 * @param bodyHash equal for equal bodies, and tells nothing of them
 */
public record Repeatable(String operation, Optional<String> key, String bodyHash) {

    public static final String HEADER = "Idempotency-Key";

    /** A string of RFC 8941, or the same without quotes, as most send it. */
    private static final Pattern KEY = Pattern.compile("\"([!#-\\[\\]-~]{1,128})\"|([!#-\\[\\]-~]{1,128})");

    /** Throws 400 for a header that is no key. */
    public static Repeatable of(String operation, @Nullable String header, String body) {
        return new Repeatable(operation, Optional.ofNullable(header).map(Repeatable::key), hash(body));
    }

    private static String key(String header) {
        Matcher key = KEY.matcher(header.strip());
        if (!key.matches()) {
            throw Problem.badRequest(
                    "The request has a header with a wrong value.",
                    FieldError.header(HEADER, "must be 1 to 128 printable characters without blanks, such as a UUID"));
        }
        return key.group(1) == null ? key.group(2) : key.group(1);
    }

    private static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
