package dev.toktra.reconciliation.usage.answer;

import dev.toktra.reconciliation.usage.question.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was used, as each source says it; null where it says nothing.
 *
 * @param status of the least settled part
 * @param best the provider's count where it is settled, else the devices', calibrated; the requests are the devices'
 * @param estimated the devices' count
 * @param calibrated the devices' count, corrected; null until there is a factor for some of it
 * @param reconciled the provider's count, of what is settled
 */
public record Figures(
        Status status,
        Count best,
        @Nullable Count estimated,
        @Nullable Count calibrated,
        @Nullable Count reconciled) {

    public static final Figures NONE = new Figures(Status.ESTIMATED, Count.NONE, Count.NONE, null, null);

    /** The counts of which every answer has a place. */
    public static final List<String> COUNTS = List.of("estimated", "calibrated", "reconciled");

    private static final int SHARE_DIGITS = 4;

    /** What a source says. */
    public @Nullable Count of(Source source) {
        return switch (source) {
            case BEST -> best;
            case ESTIMATED -> estimated;
            case CALIBRATED -> calibrated;
            case RECONCILED -> reconciled;
        };
    }

    /** Whose requests go with a source: the provider's own with its own count only. */
    @Nullable
    Long requests(Source source) {
        return source != Source.RECONCILED ? best.requests() : reconciled == null ? null : reconciled.requests();
    }

    /** How much of the best count is settled, from 0 to 1; 1 only where all of it is. */
    BigDecimal settledShare() {
        if (reconciled == null) {
            return BigDecimal.ZERO;
        }
        if (best.total() == 0) {
            return status.compareTo(Status.RESTATED) < 0 ? BigDecimal.ZERO : BigDecimal.ONE;
        }
        BigDecimal share = BigDecimal.valueOf(reconciled.total())
                .divide(BigDecimal.valueOf(best.total()), SHARE_DIGITS, RoundingMode.DOWN);
        return share.signum() == 0 ? BigDecimal.ZERO : share.stripTrailingZeros();
    }

    /** The members of a JSON object, with the totals by the source. */
    public Map<String, @Nullable Object> members(Source source) {
        Count asked = of(source);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("total_requests", requests(source));
        members.put("total_input_tokens", asked == null ? null : asked.input());
        members.put("total_output_tokens", asked == null ? null : asked.output());
        members.put("total_cost_usd", asked == null ? null : asked.usd());
        members.put("unpriced_tokens", asked == null ? null : asked.unpriced());
        members.put("estimated_cost_usd", estimated == null ? null : estimated.usd());
        members.put("reconciled_cost_usd", reconciled == null ? null : reconciled.usd());
        members.put("status", status.word());
        members.put("settled_share", settledShare());
        members.put("estimated", parts(estimated));
        members.put("calibrated", parts(calibrated));
        members.put("reconciled", parts(reconciled));
        return members;
    }

    private static @Nullable Map<String, @Nullable Object> parts(@Nullable Count count) {
        return count == null ? null : count.parts().members();
    }
}
