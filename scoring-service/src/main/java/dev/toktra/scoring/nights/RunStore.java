package dev.toktra.scoring.nights;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Takes runs, goes through their parts and ends them. Inside a part the run's row is locked, so nobody else takes it however
 * long the part takes; between parts a lease holds it. Whoever was overtaken finds another fence and stops. Blocks.
 */
final class RunStore {

    private static final String PICK = """
            select run_id, org_id, day, zone from night_run
            where (state = 'queued' or state = 'running' and lease_until <= ?) and rests_until <= ?
            order by queued_at limit 1 for update skip locked""";

    private static final String TAKE = """
            update night_run set state = 'running', fence = fence + 1, owner = ?, lease_until = ?,
                began_at = coalesce(began_at, ?), facts = coalesce(facts, ?)
            where run_id = ? returning fence, began_at""";

    private static final String KNOW_PARTS = """
            insert into night_part (run_id, org_id, name, place, state)
            select ?, ?, p.name, p.place, 'waiting' from unnest(?::text[], ?::int8[]) p(name, place)
            on conflict do nothing""";

    private static final String HOLD = """
            update night_run set lease_until = ? where run_id = ? and fence = ? and state = 'running'""";

    private static final String NEXT_PART = """
            update night_part set state = 'running', attempts = attempts + 1, began_at = ?, finished_at = null, error = null
            where run_id = ? and name = (select name from night_part
                where run_id = ? and state in ('waiting', 'running') order by place, name limit 1)
            returning name, attempts""";

    private static final String FINISH_PART = """
            update night_part set state = 'finished', results = ?, finished_at = ? where run_id = ? and name = ?""";

    private static final String FAIL_PART = """
            update night_part set state = ?, finished_at = ?, error = ? where run_id = ? and name = ?""";

    private static final String REST = """
            update night_run set state = 'queued', lease_until = null, owner = null, rests_until = ?
            where run_id = ? and fence = ?""";

    private static final String END = """
            update night_run set finished_at = ?, lease_until = null, owner = null,
                state = case when exists (select from night_part p where p.run_id = night_run.run_id and p.state = 'failed')
                    then 'failed' else 'finished' end
            where run_id = ? and fence = ? and state = 'running'""";

    /** A session that stands still inside of a part gives its locks back. */
    private static final String PATIENCE = "set local idle_in_transaction_session_timeout = '5min'";

    private final DataSource worker;
    private final Duration lease;
    private final Clock clock;

    RunStore(DataSource worker, Duration lease, Clock clock) {
        this.worker = worker;
        this.lease = lease;
        this.clock = clock;
    }

    /** A part that is begun; attempts are counted from 1. */
    record Begun(String name, int attempt) {}

    /** What is done inside the transaction of a part. */
    @FunctionalInterface
    interface Computing {

        int compute(Connection connection) throws SQLException;
    }

    /** Takes the run that waits longest, or whose replica died; empty where there is none. */
    Optional<Claim> claim(String owner, List<? extends NightPart> parts) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Optional<Claim>, SQLException>commit(
                    connection, () -> claim(connection, owner, parts));
        }
    }

    private Optional<Claim> claim(Connection connection, String owner, List<? extends NightPart> parts)
            throws SQLException {
        try (PreparedStatement statement = statement(connection, PICK, now(), now());
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            UUID runId = row.getObject("run_id", UUID.class);
            UUID org = row.getObject("org_id", UUID.class);
            LocalDate day = row.getObject("day", LocalDate.class);
            know(connection, runId, org, parts);
            Night night = new Night(org, day, ZoneId.of(row.getString("zone")), now());
            return Optional.of(take(connection, owner, runId, night));
        }
    }

    private Claim take(Connection connection, String owner, UUID runId, Night night) throws SQLException {
        long facts = DueStore.facts(connection, night.org(), night.day());
        Instant until = now().plus(lease);
        try (PreparedStatement statement = statement(connection, TAKE, owner, until, night.began(), facts, runId);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Instant began =
                    row.getObject("began_at", java.time.OffsetDateTime.class).toInstant();
            return new Claim(runId, new Night(night.org(), night.day(), night.zone(), began), row.getLong("fence"));
        }
    }

    private static void know(Connection connection, UUID runId, UUID org, List<? extends NightPart> parts)
            throws SQLException {
        try (RowsStatement<NightPart> statement = new RowsStatement<>(connection, KNOW_PARTS, List.copyOf(parts))) {
            statement
                    .value(runId)
                    .value(org)
                    .texts(NightPart::name)
                    .longs(NightPart::place)
                    .update();
        }
    }

    /** Begins the next part that is not done; empty where all are, or where another replica has the run. */
    Optional<Begun> begin(Claim claim) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Optional<Begun>, SQLException>commit(connection, () -> {
                if (!holds(connection, claim)) {
                    return Optional.empty();
                }
                try (PreparedStatement statement =
                                statement(connection, NEXT_PART, now(), claim.runId(), claim.runId());
                        ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(new Begun(row.getString(1), row.getInt(2))) : Optional.empty();
                }
            });
        }
    }

    /** Computes a part and notes it as done in one transaction; false where another replica has the run. */
    boolean compute(Claim claim, Begun part, Computing computing) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Boolean, SQLException>commit(connection, () -> {
                update(connection, PATIENCE);
                if (!holds(connection, claim)) {
                    return false;
                }
                int results = computing.compute(connection);
                update(connection, FINISH_PART, results, now(), claim.runId(), part.name());
                return holds(connection, claim);
            });
        }
    }

    /** Gives a part up, or leaves the run for a while so that it is tried again. */
    void failed(Claim claim, Begun part, String words, Optional<Duration> pause) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            JdbcTransaction.<Boolean, SQLException>commit(connection, () -> {
                if (!holds(connection, claim)) {
                    return false;
                }
                String state = pause.isPresent() ? "waiting" : "failed";
                update(connection, FAIL_PART, state, now(), words, claim.runId(), part.name());
                if (pause.isPresent()) {
                    update(connection, REST, now().plus(pause.get()), claim.runId(), claim.fence());
                }
                return true;
            });
        }
    }

    /** Ends a run whose parts are all done; nothing happens where another replica has it. */
    void end(Claim claim) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            update(connection, END, now(), claim.runId(), claim.fence());
        }
    }

    private boolean holds(Connection connection, Claim claim) throws SQLException {
        return update(connection, HOLD, now().plus(lease), claim.runId(), claim.fence()) == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = statement(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }
}
