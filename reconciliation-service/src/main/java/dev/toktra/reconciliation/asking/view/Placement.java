package dev.toktra.reconciliation.asking.view;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a person belongs from a day until the day before another (null: still). */
public record Placement(
        @Nullable UUID departmentId,
        @Nullable UUID teamId,
        LocalDate from,
        @Nullable LocalDate until) {

    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    public boolean touches(DateRange range) {
        return !from.isAfter(range.end()) && (until == null || until.isAfter(range.start()));
    }
}
