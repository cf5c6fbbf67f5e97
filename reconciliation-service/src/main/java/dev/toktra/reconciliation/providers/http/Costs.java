package dev.toktra.reconciliation.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;

/** The costs of one read, summed by day and all that names them, within the window that was asked for. */
public final class Costs {

    private final Window window;
    private final RowTally<ProviderCost, BigDecimal> tally = new RowTally<>(BigDecimal::add);

    public Costs(Window window) {
        this.window = window;
    }

    /** Reads the rows of the bucket that begins at {@code start}. */
    public void each(Instant start, JsonNode rows, Function<Fields, ProviderCost> reading) {
        if (!window.width().starts(start)) {
            throw ProviderFault.broken("The answer has costs from " + start + " on, not of whole days.");
        }
        tally.each(rows, row -> add(start, reading.apply(row)));
    }

    public WindowRead<ProviderCost> complete(int pages) {
        return tally.complete(pages, (key, usd) -> key.of(usd));
    }

    private void add(Instant start, ProviderCost cost) {
        boolean ofTheDay = cost.day().atStartOfDay(ZoneOffset.UTC).toInstant().equals(start);
        if (ofTheDay && window.holds(start)) {
            tally.add(cost.of(BigDecimal.ZERO), cost.usd());
        } else {
            tally.outside();
        }
    }
}
