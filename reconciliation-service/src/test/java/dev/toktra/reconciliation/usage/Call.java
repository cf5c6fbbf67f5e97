package dev.toktra.reconciliation.usage;

import dev.toktra.events.TokenCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A call that was counted. */
record Call(Instant at, int identity, String provider, String model, String application, TokenCounts tokens) {

    Instant hour() {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** Each identity counts in its own way. */
    String tokenSource() {
        return identity % 2 == 0 ? "tokenizer" : "byte_ratio";
    }

    /** What the rollup found it to cost; null: it knows no price. */
    @Nullable
    BigDecimal cost() {
        return model.equals("unknown") ? null : BigDecimal.valueOf(tokens.total(), 3);
    }
}
