package dev.toktra.reconciliation.usage.answer;

import dev.toktra.events.TokenCounts;
import dev.toktra.reconciliation.usage.question.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used: calls and the tokens that the devices estimated.
 *
 * @param total input and output
 */
public record Figures(long requests, TokenCounts estimated, long total) {

    public static final Figures NONE = of(0, TokenCounts.NONE);

    /** The names of the parts of a count. */
    public static final List<String> BUCKETS =
            List.of("input", "output", "fresh_input", "cache_read", "cache_write", "reasoning");

    /** The counts of which every answer has a place. */
    public static final List<String> COUNTS = List.of("estimated", "calibrated", "reconciled");

    /**
     * Figures with their total.
     *
     * @throws ArithmeticException where no 64-bit number holds it
     */
    public static Figures of(long requests, TokenCounts estimated) {
        return new Figures(requests, estimated, estimated.total());
    }

    /**
     * The members of a JSON object. Nothing is priced, calibrated or reconciled yet: unknown figures are null and never 0.
     */
    public Map<String, @Nullable Object> members(Source source) {
        boolean known = source != Source.RECONCILED;
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("total_requests", requests);
        members.put("total_input_tokens", known ? estimated.input() : null);
        members.put("total_output_tokens", known ? estimated.output() : null);
        members.put("estimated_cost_usd", null);
        members.put("reconciled_cost_usd", null);
        members.put("status", "estimated");
        members.put("settled_share", 0);
        members.put("estimated", buckets());
        members.put("calibrated", null);
        members.put("reconciled", null);
        return members;
    }

    private Map<String, @Nullable Object> buckets() {
        Map<String, @Nullable Object> buckets = new LinkedHashMap<>();
        buckets.put("input", estimated.input());
        buckets.put("output", estimated.output());
        buckets.put("fresh_input", estimated.freshInput());
        buckets.put("cache_read", estimated.cacheRead());
        buckets.put("cache_write", estimated.cacheWrite());
        buckets.put("reasoning", estimated.reasoning());
        return buckets;
    }
}
