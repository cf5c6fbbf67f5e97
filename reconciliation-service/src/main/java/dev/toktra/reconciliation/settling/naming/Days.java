package dev.toktra.reconciliation.settling.naming;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days from the first until the day before another (null: all that follow). */
public record Days(LocalDate from, @Nullable LocalDate until) {

    /** All of them. */
    static final Days EVER = new Days(LocalDate.MIN, null);

    boolean have(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
