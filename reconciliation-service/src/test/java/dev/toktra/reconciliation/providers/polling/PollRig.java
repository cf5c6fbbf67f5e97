package dev.toktra.reconciliation.providers.polling;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.ledger.TickingClock;
import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.CodingActivityClient;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCostClient;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.polling.PollEngine.Limits;
import dev.toktra.reconciliation.providers.polling.PollEngine.Stores;
import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postgresql.ds.PGSimpleDataSource;

/** An organisation with one connection on the real database, and engines that read it. */
final class PollRig implements AutoCloseable {

    static final Duration LEASE = Duration.ofMinutes(5);

    final TickingClock clock = new TickingClock(Instant.parse("2026-11-22T10:20:00Z"));
    final UUID org = UUID.randomUUID();
    final UUID connection = UUID.randomUUID();
    final ScriptedUsage usage = new ScriptedUsage(Provider.OPENAI);
    final PGSimpleDataSource worker = worker();
    List<ProviderCostClient> costs = List.of();
    List<CodingActivityClient> coding = List.of();
    private final ExecutorService blocking = Executors.newCachedThreadPool();

    PollRig() throws SQLException {
        update("update provider_connection set state = 'paused'");
        update("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values ('" + connection + "', '" + org
                + "', 'openai', 'x', '{}', 'active', 1, 1, '0123', '" + clock.instant() + "', '" + clock.instant()
                + "')");
    }

    private static PGSimpleDataSource worker() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return worker;
    }

    PollEngine engine(String owner) {
        PollRules rules = PlanTest.rules();
        Random random = new Random(1);
        return new PollEngine(
                owner,
                new Stores(
                        new LaneStore(worker, rules, LEASE, clock, random),
                        new HarvestStore(worker, new Deciding(rules, random), Duration.ofHours(1), clock)),
                (org, id) -> access(),
                new Clients(List.of(usage), costs, coding),
                new Limits(Duration.ofMinutes(4), blocking));
    }

    private static Access access() {
        return new Access.OpenAiAccess(URI.create("http://127.0.0.1:9/v1"), Secret.of("sk-admin-none"));
    }

    /** Everything that is due now, in order. */
    List<Outcome> poll() {
        PollEngine engine = engine("engine");
        engine.ensure().await().atMost(Duration.ofSeconds(30));
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Outcome> outcome = step(engine);
        while (outcome.isPresent()) {
            outcomes.add(outcome.get());
            outcome = step(engine);
        }
        return outcomes;
    }

    static Optional<Outcome> step(PollEngine engine) {
        return engine.step().await().atMost(Duration.ofSeconds(30));
    }

    void tick(Duration step) {
        clock.tick(step);
    }

    void update(String sql) throws SQLException {
        try (Connection open = worker.getConnection();
                var statement = open.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The rows of a query, columns separated by a blank; {@code :c} is the connection. */
    List<String> rows(String sql) throws SQLException {
        try (Connection open = worker.getConnection();
                var statement = open.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace(":c", "'" + connection + "'"))) {
            List<String> found = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        }
    }

    List<String> counts() throws SQLException {
        return rows("select to_char(bucket at time zone 'UTC', 'DD-HH24'), width, provider_user, input, state"
                + " from provider_count where connection_id = :c order by bucket, provider_user");
    }

    List<String> dirty() throws SQLException {
        return rows("select distinct to_char(day, 'DD') from unsettled_day where org_id = '" + org + "' order by 1");
    }

    void clean() throws SQLException {
        update("delete from unsettled_day where org_id = '" + org + "'");
    }

    @Override
    public void close() throws SQLException {
        blocking.shutdownNow();
        update("update provider_connection set state = 'paused' where connection_id = '" + connection + "'");
    }
}
