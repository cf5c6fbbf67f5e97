package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.usage.answer.Count;
import dev.toktra.reconciliation.usage.answer.Figures;
import dev.toktra.reconciliation.usage.answer.Parts;
import dev.toktra.reconciliation.usage.answer.Status;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads sums, whose columns are those of {@link UsageColumns}. */
final class SumRow {

    private final Row row;

    private SumRow(Row row) {
        this.row = row;
    }

    /**
     * The sums of a row; none at all where it sums over nothing.
     *
     * @throws Refusal.TooLarge where a 64-bit number holds one of them not
     */
    static Figures figures(Row row) {
        SumRow sums = new SumRow(row);
        try {
            return sums.number("part_count") == 0 ? Figures.NONE : sums.figures();
        } catch (ArithmeticException e) {
            throw new Refusal.TooLarge();
        }
    }

    private Figures figures() {
        Count reconciled = number("settled_count") == 0 ? null : reconciled();
        return new Figures(
                Status.values()[row.getInteger("status")],
                best(reconciled),
                number("device_count") == 0 ? null : devices("", "unpriced"),
                number("calibrated_count") == 0 ? null : devices("calibrated_", "calibrated_unpriced"),
                reconciled);
    }

    private Count best(@Nullable Count reconciled) {
        long input = number("open_input");
        long output = number("open_output");
        BigDecimal usd = row.getBigDecimal("open_cost");
        long unpriced = number("open_unpriced");
        if (reconciled != null) {
            input = Math.addExact(input, reconciled.input());
            output = Math.addExact(output, reconciled.output());
            usd = sum(usd, reconciled.usd());
            unpriced = Math.addExact(unpriced, reconciled.unpriced());
        }
        return new Count(number("requests"), input, output, Parts.of(input, output), usd, unpriced);
    }

    private Count devices(String prefix, String unpriced) {
        long fresh = number(prefix + "fresh_input");
        long read = number(prefix + "cache_read");
        long write = number(prefix + "cache_write");
        long input = Math.addExact(Math.addExact(fresh, read), write);
        long output = number(prefix + "output");
        Parts parts = new Parts(input, output, fresh, read, write, number(prefix + "reasoning"));
        return new Count(
                number("requests"), input, output, parts, row.getBigDecimal(prefix + "cost"), number(unpriced));
    }

    private Count reconciled() {
        long input = number("settled_input");
        long output = number("settled_output");
        Parts parts = new Parts(
                input, output, reported("fresh_input"), reported("cache_read"), reported("cache_write"), null);
        return new Count(
                reported("requests"),
                input,
                output,
                parts,
                row.getBigDecimal("settled_cost"),
                number("settled_unpriced"));
    }

    /** What the provider reports, as far as it does for all of its tokens. */
    private @Nullable Long reported(String measure) {
        return number("without_" + measure) == 0 ? (Long) number("settled_" + measure) : null;
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }

    /** A sum; over nothing it is 0. */
    private long number(String column) {
        Object value = row.getValue(column);
        return value == null
                ? 0
                : value instanceof Long exact
                        ? exact
                        : row.getBigDecimal(column).longValueExact();
    }
}
