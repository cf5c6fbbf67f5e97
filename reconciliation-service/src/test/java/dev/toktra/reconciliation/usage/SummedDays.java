package dev.toktra.reconciliation.usage;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.usage.sums.SumsStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.postgresql.ds.PGSimpleDataSource;

/** Sums days of a company as the service does, or wrongly. */
final class SummedDays {

    private final Company company;

    SummedDays(Company company) {
        this.company = company;
    }

    void sum(Predicate<LocalDate> days) throws SQLException {
        try (Tables tables = new Tables()) {
            mark(tables, days);
        }
        RunningStack stack = TestStack.running();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        SumsStore sums = new SumsStore(worker, Duration.ZERO, Duration.ZERO);
        int done;
        do {
            done = sums.sum(1000);
        } while (done > 0);
    }

    /** Sums that are wrong are of no account while their day is marked. */
    void spoil(Predicate<LocalDate> days) throws SQLException {
        try (Tables tables = new Tables()) {
            for (LocalDate day : used().stream().filter(days).toList()) {
                for (String table : List.of("usage_daily_person", "usage_daily_model")) {
                    tables.update(
                            "update " + table + " set requests = 99 where org_id = ? and day = ?", company.org, day);
                }
            }
            mark(tables, days);
        }
    }

    private void mark(Tables tables, Predicate<LocalDate> days) throws SQLException {
        for (LocalDate day : used().stream().filter(days).toList()) {
            tables.update("insert into dirty_sum (org_id, day) values (?, ?)", company.org, day);
        }
    }

    private Set<LocalDate> used() {
        Set<LocalDate> days = new TreeSet<>();
        company.calls.forEach(call -> days.add(company.dayOf(call)));
        company.settled.shares().forEach(share -> days.add(share.day()));
        return days;
    }
}
