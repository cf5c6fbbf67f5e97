package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than 200.
 *
 * @param body its JSON, or a missing node where it has none
 * @param retryAfter how long the provider wants to be left alone, null where it does not say
 */
public record Refused(int status, JsonNode body, @Nullable Duration retryAfter) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    /** A word of the provider's error for people, such as {@code " (insufficient_quota)"}; empty if it is no plain word. */
    public String hint(String pointer) {
        String code = code(pointer);
        return code.isEmpty() ? "" : " (" + code + ")";
    }

    /** A word of the provider's error, such as its code; empty if it is no plain word: texts may quote secrets. */
    public String code(String pointer) {
        String code = body.at(pointer).asText("");
        return CODE.matcher(code).matches() ? code : "";
    }

    /** A text of the provider's error, to be searched and never to be shown. */
    public String text(String pointer) {
        return body.at(pointer).asText("");
    }
}
