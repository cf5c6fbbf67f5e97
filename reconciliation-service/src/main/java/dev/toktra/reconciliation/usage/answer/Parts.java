package dev.toktra.reconciliation.usage.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as a source tells them apart; what it does not report is null and never 0. */
public record Parts(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long freshInput,
        @Nullable Long cacheRead,
        @Nullable Long cacheWrite,
        @Nullable Long reasoning) {

    /** The names of the parts. */
    public static final List<String> NAMES =
            List.of("input", "output", "fresh_input", "cache_read", "cache_write", "reasoning");

    /** Of a source that tells no more than input and output. */
    public static Parts of(long input, long output) {
        return new Parts(input, output, null, null, null, null);
    }

    /** The members of a JSON object. */
    Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("input", input);
        members.put("output", output);
        members.put("fresh_input", freshInput);
        members.put("cache_read", cacheRead);
        members.put("cache_write", cacheWrite);
        members.put("reasoning", reasoning);
        return members;
    }
}
