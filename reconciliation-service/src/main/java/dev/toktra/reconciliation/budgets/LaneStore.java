package dev.toktra.reconciliation.budgets;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.events.EventJson;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.OrganisationState.DatedZone;
import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.reconciliation.budgets.SpendingStore.Binding;
import dev.toktra.reconciliation.budgets.rules.Today;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes the organisation whose budgets are due next, one transaction and one replica each; blocks. */
final class LaneStore {

    /** After a failure: long enough not to fill the log, short enough for a budget. */
    private static final Duration REST = Duration.ofMinutes(1);

    private static final String KNOW = """
            insert into budget_lane (org_id)
            select distinct org_id from budget where computed_version < version on conflict do nothing""";

    /**
     * Changed budgets at once, changed usage now and then, the others from time to time. Facts are changed whenever best
     * figures are.
     */
    private static final String CLAIM = """
            select l.org_id, o.zones, coalesce((select max(version) from daily_fact f where f.org_id = l.org_id), 0) as facts
            from budget_lane l left join organisation o on o.org_id = l.org_id
            where l.rests_until <= ? and (l.due_at <= ?
                or exists (select from budget b where b.org_id = l.org_id and b.computed_version < b.version)
                or l.computed_at <= ? and exists (
                    select from daily_fact f where f.org_id = l.org_id and f.version > l.facts_version))
            order by l.computed_at nulls first limit 1 for update of l skip locked""";

    /** A fact that commits late may have a version below one that was seen: what is young is looked at again. */
    private static final String DONE = """
            update budget_lane set computed_at = ?, due_at = ?,
                facts_version = least(?, (extract(epoch from clock_timestamp() - interval '30 seconds') * 1000000)::bigint)
            where org_id = ?""";

    private static final String RESTS = "update budget_lane set rests_until = ? where org_id = ?";

    private static final String BEHIND = "select count(*) from budget_lane where rests_until > ?";

    private final DataSource worker;
    private final Duration changed;
    private final Duration quiet;
    private final Clock clock;

    LaneStore(DataSource worker, Duration changed, Duration quiet, Clock clock) {
        this.worker = worker;
        this.changed = changed;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * What one look did.
     *
     * @param failure why nothing was written; the organisation rests for a while
     */
    record Look(UUID orgId, int budgets, @Nullable Exception failure) {}

    private record Claim(UUID orgId, @Nullable String zones, long facts) {}

    /** Compares the budgets of the next organisation that is due with what it spent; empty where none is. */
    Optional<Look> next() throws SQLException {
        UUID[] claimed = new UUID[1];
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Optional<Look>, SQLException>commit(connection, () -> {
                Claim claim = claim(connection);
                claimed[0] = claim == null ? null : claim.orgId();
                return claim == null ? Optional.empty() : Optional.of(look(connection, claim));
            });
        } catch (SQLException | RuntimeException e) {
            UUID orgId = claimed[0];
            if (orgId == null) {
                throw e;
            }
            rest(orgId);
            return Optional.of(new Look(orgId, 0, e));
        }
    }

    /** Organisations that rest after a failure. */
    long behind() throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = prepared(connection, BEHIND, BudgetMapper.time(clock.instant()));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private @Nullable Claim claim(Connection connection) throws SQLException {
        update(connection, KNOW);
        Object now = BudgetMapper.time(clock.instant());
        Object changedBefore = BudgetMapper.time(clock.instant().minus(changed));
        try (PreparedStatement statement = prepared(connection, CLAIM, now, now, changedBefore);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? new Claim(row.getObject("org_id", UUID.class), row.getString("zones"), row.getLong("facts"))
                    : null;
        }
    }

    private Look look(Connection connection, Claim claim) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String zones = claim.zones();
        if (zones == null) {
            throw new IllegalStateException("the directory has not told of the organisation " + claim.orgId());
        }
        OrganisationState organisation = organisation(claim.orgId(), zones);
        Today today = Today.of(organisation, now);
        int budgets = new StandingStore(connection, today).refresh(claim.orgId());
        Instant midnight = today.day()
                .plusDays(1)
                .atStartOfDay(organisation.zoneOn(today.day().plusDays(1)))
                .toInstant();
        Instant due = now.plus(quiet).isBefore(midnight) ? now.plus(quiet) : midnight;
        update(connection, DONE, BudgetMapper.time(now), BudgetMapper.time(due), claim.facts(), claim.orgId());
        return new Look(claim.orgId(), budgets, null);
    }

    private void rest(UUID orgId) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            update(connection, RESTS, BudgetMapper.time(clock.instant().plus(REST)), orgId);
        }
    }

    private static OrganisationState organisation(UUID orgId, String zones) {
        DatedZone[] dated = EventJson.read(zones.getBytes(StandardCharsets.UTF_8), DatedZone[].class);
        return new OrganisationState(orgId, 1, false, "-", List.of(dated), "USD", Privacy.TEAMS_ONLY, 30);
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        Binding binding = new Binding(statement);
        for (Object value : values) {
            binding.next(value);
        }
        return statement;
    }
}
