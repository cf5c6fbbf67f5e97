package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.polling.deciding.Plan;
import dev.toktra.reconciliation.providers.polling.deciding.Progress;
import dev.toktra.reconciliation.providers.polling.deciding.Span;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A slot that one reader holds: whose it is, what it reads, and the fence of what it writes. */
record Claim(
        Holder holder,
        Slot slot,
        Progress progress,
        @Nullable Plan plan,
        Step step,
        Instant began) {

    /** The word in place of a report's for names. */
    static final String NAMES = "names";

    /** Who holds it, in which run. */
    record Holder(String owner, long fence, UUID runId) {}

    /**
     * A report, or the names, of a connection.
     *
     * @param version the connection's settings that it is read with
     */
    record Slot(
            UUID orgId,
            UUID connectionId,
            Provider provider,
            @Nullable Source source,
            Span span,
            long version) {

        String sourceWord() {
            return source == null ? NAMES : word(source);
        }

        static String word(Source source) {
            return source.name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Source source(String word) {
            return word.equals(NAMES) ? null : Source.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
