package dev.toktra.reconciliation.providers.polling.deciding;

import dev.toktra.reconciliation.providers.Provider;
import java.time.Duration;

/** The business numbers of polling. */
public record PollRules(Reach reach, Pace pace, Retry retry, Grace grace) {

    /** How far back the spans go. */
    public record Reach(Duration recent, Duration deep, Duration backfill) {}

    /** How often the spans are read; quick is for providers whose metrics cost little (Azure, GCP). */
    public record Pace(Duration quick, Duration slow, Duration deep, Duration names) {

        Duration of(Provider provider, Span span) {
            return switch (span) {
                case RECENT -> provider == Provider.AZURE_OPENAI || provider == Provider.GCP_VERTEX ? quick : slow;
                case NAMES -> names;
                case DEEP, BACKFILL -> deep;
            };
        }
    }

    /**
     * How long to wait after failures.
     *
     * @param first after the first one; doubled with each further one
     * @param most the longest wait for what may pass
     * @param refused after the first refusal that only an administrator can mend
     * @param refusedMost the longest of those
     * @param longest the longest that a provider's Retry-After is believed
     */
    public record Retry(Duration first, Duration most, Duration refused, Duration refusedMost, Duration longest) {}

    /**
     * How long figures may still change after their bucket, and how long a row must be missing to be gone.
     *
     * @param retraction between two complete reads without the row
     */
    public record Grace(Duration openai, Duration anthropic, Duration azure, Duration vertex, Duration retraction) {

        public Duration of(Provider provider) {
            return switch (provider) {
                case OPENAI -> openai;
                case ANTHROPIC -> anthropic;
                case AZURE_OPENAI -> azure;
                case GCP_VERTEX -> vertex;
            };
        }
    }
}
