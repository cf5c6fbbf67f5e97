package dev.toktra.reconciliation.settling.calibration;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** Calibration on the tests' database, as its job does it. */
public final class Calibrating {

    private static final CalibrationRules RULES = new CalibrationRules(
            Duration.ofHours(1), Duration.ofMinutes(5), Duration.ofHours(24), 35, 20, 20_000, 0.005);

    private Calibrating() {}

    static CalibrationStore store(Instant now) {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return new CalibrationStore(worker, RULES, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Compares a provider of an organisation, and no other's. */
    public static CalibrationStore.Done compare(UUID org, String provider, Instant now) throws SQLException {
        CalibrationStore store = store(now);
        try (var connection = TestSchema.stack().connect("reconciliation_worker");
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into settling_lane values ('" + org + "', '" + provider + "')" + " on conflict do nothing");
        }
        Optional<CalibrationStore.Done> done = store.compareNext();
        while (done.isPresent() && !done.get().lane().org().equals(org)) {
            done = store.compareNext();
        }
        return done.orElseThrow();
    }
}
