package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.view.DateRange;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.Consumer;
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
        return filled(calls, dirty, company -> {});
    }

    /** The same with providers that are settled in part. */
    static Company settled(int calls, Predicate<LocalDate> dirty) throws SQLException {
        return filled(calls, dirty, company -> company.settled.fill(new Random(calls), MIDDLE));
    }

    private static Company filled(int calls, Predicate<LocalDate> dirty, Consumer<Company> settle) throws SQLException {
        Company company = Company.withHistory(ZONE, MIDDLE);
        company.calls.addAll(Calls.random(calls, calls, FEBRUARY, ZONE));
        settle.accept(company);
        try (Tables tables = new Tables()) {
            tables.fill(company, dirty);
        }
        return company;
    }
}
