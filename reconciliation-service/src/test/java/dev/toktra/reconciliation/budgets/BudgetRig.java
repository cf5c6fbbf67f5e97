package dev.toktra.reconciliation.budgets;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.BudgetStatus;
import dev.toktra.events.EventJson;
import dev.toktra.reconciliation.budgets.LaneStore.Look;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.ledger.TickingClock;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An organisation on the real database that spends, and the job that compares it with its budgets. Departments: top,
 * middle below it with a team, other beside it; ann is in the middle, ben in the other one.
 */
final class BudgetRig {

    static final Duration CHANGED = Duration.ofSeconds(30);
    static final Duration QUIET = Duration.ofMinutes(10);

    final UUID org = UUID.randomUUID();
    final UUID top = UUID.randomUUID();
    final UUID middle = UUID.randomUUID();
    final UUID other = UUID.randomUUID();
    final UUID team = UUID.randomUUID();
    final UUID ann = UUID.randomUUID();
    final UUID ben = UUID.randomUUID();
    final TickingClock clock;
    final PGSimpleDataSource worker = worker();
    private final LocalDate longAgo = LocalDate.of(2020, 1, 1);

    BudgetRig(Instant now, String zone) {
        clock = new TickingClock(now);
        execute(
                "insert into organisation values (?, 1, 'Acme', ?::jsonb, 'USD', 'named', 390)",
                org,
                "[{\"from\": \"2020-01-01\", \"zone\": \"" + zone + "\"}]");
        unit(top, "department", null);
        unit(middle, "department", top);
        unit(other, "department", null);
        unit(team, "team", middle);
        person(ann, middle, 1);
        person(ben, other, 2);
    }

    private static PGSimpleDataSource worker() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return worker;
    }

    private void unit(UUID id, String kind, @Nullable UUID parent) {
        execute("insert into unit values (?, ?, ?, ?, ?)", org, id, kind, kind + " " + id, parent);
    }

    /** Someone who uses one account. */
    void person(UUID id, UUID department, long identity) {
        execute("insert into person values (?, ?, ?, ?, 'member', 'active')", org, id, id + "@acme.test", "P");
        execute("insert into membership values (?, ?, ?, null, ?, null)", org, id, department, longAgo);
        execute("insert into identity_person values (?, ?, ?, ?, null)", org, identity, id, longAgo);
    }

    void moves(UUID person, UUID department, LocalDate from) {
        execute("update membership set valid_until = ? where org_id = ? and user_id = ?", from, org, person);
        execute("insert into membership values (?, ?, ?, null, ?, null)", org, person, department, from);
    }

    /** What a device counted. */
    @SuppressWarnings("checkstyle:ParameterNumber") // a row
    void estimated(LocalDate day, long identity, String model, long tokens, @Nullable Double cost) {
        execute("""
                insert into usage_daily (org_id, day, identity_id, provider, model, application, zone, requests,
                    failed_requests, retried_requests, small_requests, fresh_input, cache_read, cache_write, output,
                    reasoning, wasted_fresh_input, wasted_cache_read, wasted_cache_write, wasted_output,
                    wasted_reasoning, edits_accepted, edits_rejected, lines_accepted, commits, pull_requests, cost)
                values (?, ?, ?, 'openai', ?, 'codex', 'UTC', 1, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                    ?::numeric)
                on conflict (org_id, day, identity_id, provider, model, application, token_source, client)
                    do update set fresh_input = excluded.fresh_input, cost = excluded.cost""", org, day, identity, model, tokens, cost);
    }

    /** What a provider counted and is settled, for a person, unknown or unattributed; perhaps a unit's. */
    @SuppressWarnings("checkstyle:ParameterNumber") // a row
    void settled(LocalDate day, String subject, @Nullable UUID unit, long tokens, @Nullable Double cost) {
        execute("""
                insert into settled_day (org_id, provider, day, whole) values (?, 'anthropic', ?, true)
                on conflict do nothing""", org, day);
        execute("""
                insert into settled_daily (org_id, day, provider, model, subject, unit_id, application, attribution, state,
                    input, output, cost, unpriced)
                values (?, ?, 'anthropic', 'opus', ?, ?, 'unknown', 'exact', 'reconciled', ?, 0, ?::numeric, ?)""", org, day, subject, unit, tokens, cost, cost == null ? tokens : 0);
    }

    /** A budget from long ago on; the scope is organisation, or a department's or person's id. */
    @SuppressWarnings("checkstyle:ParameterNumber") // a row
    UUID budget(String scope, @Nullable UUID scopeId, String measure, long amount, String period) {
        UUID id = UUID.randomUUID();
        execute("""
                insert into budget (budget_id, org_id, name, scope, scope_id, measure, amount, period, hard, rollover,
                    thresholds, starts_on, version, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, true, false, '{50,80,100}', '2020-01-01', 1, now(), now())""", id, org, "Budget " + id, scope, scopeId, measure, amount, period);
        return id;
    }

    /** Marks that best figures changed, as facts do. */
    void changed() {
        execute("""
                insert into daily_fact (org_id, day, user_id, zone, rows, hash, version)
                values (?, '2020-01-01', 'unknown', 'UTC', '[]', md5('')::uuid, next_version(0))
                on conflict (org_id, day, user_id) do update set version = next_version(daily_fact.version)""", org);
    }

    LaneStore lanes() {
        return new LaneStore(worker, CHANGED, QUIET, clock);
    }

    /** Looks at all that is due; answers how often at this organisation. */
    int refresh() {
        try {
            int looks = 0;
            for (Optional<Look> look = lanes().next(); look.isPresent(); look = lanes().next()) {
                Look done = look.orElseThrow();
                if (done.orgId().equals(org)) {
                    looks++;
                    if (done.failure() != null) {
                        throw new IllegalStateException(done.failure());
                    }
                }
            }
            return looks;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    BudgetStatus.Current current(UUID budget) {
        String document = rows("select document::text from budget_status where budget_id = '%s'".formatted(budget))
                .get(0);
        return Objects.requireNonNull(EventJson.read(document.getBytes(StandardCharsets.UTF_8), BudgetStatus.class)
                .current());
    }

    long version(UUID budget) {
        return Long.parseLong(rows("select version from budget_status where budget_id = '%s'".formatted(budget))
                .get(0));
    }

    List<String> alerts(UUID budget) {
        return rows(
                "select period_start, threshold, trim_scale(spent) from budget_alert where budget_id = '%s' order by 1, 2"
                        .formatted(budget));
    }

    void execute(String sql, @Nullable Object... values) {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> rows(String query) {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
