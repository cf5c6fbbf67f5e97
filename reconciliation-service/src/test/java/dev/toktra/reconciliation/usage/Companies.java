package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.question.DateRange;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Predicate;

/** Organisations with people who moved and calls in February 2026. */
final class Companies {

    static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    static final LocalDate MIDDLE = LocalDate.of(2026, 2, 10);
    static final DateRange FEBRUARY = new DateRange(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28));
    static final String RANGE = "start_date=2026-02-01&end_date=2026-02-28";

    private Companies() {}

    /** With random calls, and daily sums that are wrong on dirty days. */
    static Company filled(int calls, Predicate<LocalDate> dirty) throws SQLException {
        Company company = Company.withHistory(ZONE, MIDDLE);
        company.calls.addAll(Calls.random(calls, calls, FEBRUARY, ZONE));
        try (Tables tables = new Tables()) {
            tables.fill(company, dirty);
        }
        return company;
    }
}
