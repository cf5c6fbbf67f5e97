package dev.toktra.reconciliation.settling.calibration;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.reconciliation.settling.calibration.FactorStore.Known;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Compares what is due, one provider of an organisation a transaction; blocks. */
final class CalibrationStore {

    private static final String KNOW_LANES = """
            insert into calibration_lane (org_id, provider) select org_id, provider from settling_lane
            on conflict do nothing""";

    private static final String PICK = """
            select org_id, provider from calibration_lane
            where compared_at is null or compared_at <= ? or (comparisons < ? and compared_at <= ?)
            order by compared_at nulls first limit 1 for update skip locked""";

    private static final String DONE = """
            update calibration_lane set compared_at = ?, comparisons = ? where org_id = ? and provider = ?""";

    /** Sums of sums have no statistics: the planner takes them for single rows and compares each with each. */
    private static final String PLAN = "set local enable_nestloop = off";

    private final DataSource worker;
    private final CalibrationRules rules;
    private final Clock clock;

    CalibrationStore(DataSource worker, CalibrationRules rules, Clock clock) {
        this.worker = worker;
        this.rules = rules;
        this.clock = clock;
    }

    /** A provider of an organisation. */
    record Lane(UUID org, String provider) {}

    /**
     * What a comparison did.
     *
     * @param factors that are new or were replaced
     * @param worthwhile whether days were marked for it
     */
    record Done(Lane lane, int comparisons, int factors, boolean worthwhile) {}

    /** Compares what is due longest; empty where nothing is. */
    Optional<Done> compareNext() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(KNOW_LANES);
            }
            return JdbcTransaction.<Optional<Done>, RuntimeException>commit(connection, () -> {
                Optional<Lane> lane = pick(connection);
                return lane.isEmpty() ? Optional.empty() : Optional.of(compare(connection, lane.get()));
            });
        }
    }

    /** Leaves a provider whose comparison failed for a while. */
    void postpone() throws SQLException {
        try (Connection connection = worker.getConnection()) {
            JdbcTransaction.<Boolean, RuntimeException>commit(connection, () -> {
                Optional<Lane> lane = pick(connection);
                if (lane.isPresent()) {
                    done(connection, lane.get(), rules.least());
                }
                return true;
            });
        }
    }

    private Optional<Lane> pick(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PICK)) {
            statement.setObject(1, before(rules.compareEvery()).atOffset(ZoneOffset.UTC));
            statement.setInt(2, rules.least());
            statement.setObject(3, before(rules.lookEvery()).atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Lane(row.getObject(1, UUID.class), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    private Instant before(Duration time) {
        return clock.instant().minus(time);
    }

    private Done compare(Connection connection, Lane lane) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PLAN);
        }
        Instant since = before(Duration.ofDays(rules.days()));
        ComparisonStore comparisons = new ComparisonStore(connection, lane.org(), lane.provider(), since);
        List<Compared> compared = comparisons.compared(rules.most());
        List<Calibrated> calibrated = Compared.calibrate(compared, comparisons.combinations(), rules.least());
        FactorStore factors = new FactorStore(connection, lane.org(), lane.provider());
        Map<Estimator, Known> known = factors.known();
        List<Calibrated> fresh = new ArrayList<>();
        boolean worthwhile = false;
        for (Calibrated one : calibrated) {
            Known before = known.get(one.estimator());
            if (before == null || !before.computedAt().isAfter(before(rules.keepFor()))) {
                fresh.add(one);
                worthwhile |= before == null || one.differs(before.calibrated(), rules.worthwhile());
            }
        }
        Set<Estimator> gone = new HashSet<>(known.keySet());
        calibrated.forEach(one -> gone.remove(one.estimator()));
        replace(factors, fresh, gone);
        boolean facts = worthwhile || !gone.isEmpty();
        if (facts) {
            factors.mark(LocalDate.ofInstant(since, ZoneOffset.UTC));
        }
        done(connection, lane, compared.size());
        return new Done(lane, compared.size(), fresh.size(), facts);
    }

    private void replace(FactorStore factors, List<Calibrated> fresh, Set<Estimator> gone) throws SQLException {
        factors.save(fresh, clock.instant());
        factors.forget(gone);
        if (!fresh.isEmpty() || !gone.isEmpty()) {
            factors.markSums();
        }
    }

    private void done(Connection connection, Lane lane, int comparisons) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DONE)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setInt(2, comparisons);
            statement.setObject(3, lane.org());
            statement.setString(4, lane.provider());
            statement.executeUpdate();
        }
    }
}
