package dev.toktra.reconciliation.usage.facts;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.DailyUsage;
import dev.toktra.events.Topics;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.statetopics.KafkaSettings;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.StateTopicsConfig;
import dev.toktra.statetopics.read.StateCopy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The facts of one organisation: usage and directory in the database, what comes of it on the topic. */
final class FactsRig implements AutoCloseable {

    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final UUID ANN = new UUID(0xa, 1);
    static final UUID BEN = new UUID(0xb, 1);
    static final UUID ENGINEERING = new UUID(0xd, 1);
    static final UUID SALES = new UUID(0xd, 2);

    final UUID org = UUID.randomUUID();
    final Pool worker;
    final FactsStore store;
    private final RunningStack stack = TestSchema.stack();
    private final Vertx vertx = Vertx.vertx();
    private final StateTopics topics;

    FactsRig() {
        worker = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(stack.postgresUrl())
                        .setUser("reconciliation_worker")
                        .setPassword(stack.password("reconciliation_worker")))
                .using(vertx)
                .build();
        store = new FactsStore(worker);
        topics = new StateTopics(
                new KafkaSettings(
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "fetch.max.wait.ms", 50),
                        Optional.of(stack.topicsPrefix())),
                StateTopicsConfig.defaults(),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    /** A publisher as a service that has just started has it. */
    FactsPublisher publisher() {
        return new FactsPublisher(topics, worker);
    }

    /** Recomputes all that is marked, however lately it was. */
    void recompute() {
        int days;
        do {
            days = store.recompute(50, Duration.ZERO)
                    .await()
                    .atMost(Duration.ofSeconds(30))
                    .days();
        } while (days > 0);
    }

    static void sweep(FactsPublisher publisher) {
        publisher.sweep().await().atMost(Duration.ofSeconds(60));
    }

    /** What the topic says now of this organisation, by day and person. */
    Map<String, DailyUsage> published() {
        StateCopy<DailyUsage> copy = topics.copy(Topics.DAILY_USAGE, DailyUsage.class);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(copy::caughtUp);
        Map<String, DailyUsage> own = new TreeMap<>();
        copy.all().stream()
                .filter(fact -> fact.orgId().equals(org))
                .forEach(fact -> own.put(fact.day() + "|" + fact.userId(), fact));
        copy.close();
        return own;
    }

    /** Someone's sums of a day, as the rollup leaves them: n requests and tokens made of n. */
    void usage(LocalDate day, long identity, String model, int n) {
        execute("""
                insert into usage_daily values ('%s', '%s', %d, 'anthropic', '%s', 'claude-code', 'Asia/Kathmandu', %d, 2, 1, 3,
                    %5$d, 11, 12, 13, 4, 14, 15, 16, 17, 5, 1, 2, 3, 4, 5)
                on conflict (org_id, day, identity_id, provider, model, application, token_source, client)
                    do update set requests = excluded.requests, fresh_input = excluded.fresh_input
                """.formatted(org, day, identity, model, n));
        mark(day);
    }

    void mark(LocalDate day) {
        execute("insert into dirty_fact (org_id, day) values ('%s', '%s')".formatted(org, day));
    }

    /** Says who an identity is from a day on. */
    void person(long identity, UUID person, LocalDate from) {
        execute("insert into identity_person values ('%s', %d, '%s', '%s', null)"
                .formatted(org, identity, person, from));
    }

    void member(UUID person, UUID department, LocalDate from, @Nullable LocalDate until) {
        execute("insert into membership values ('%s', '%s', '%s', null, '%s', %s)"
                .formatted(org, person, department, from, until == null ? "null" : "'" + until + "'"));
    }

    void execute(String... statements) {
        try (Connection connection = stack.connect("reconciliation_worker");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** As who makes backups, whom row security does not concern. */
    void administer(String... statements) {
        try (Connection connection = stack.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = reconciliation");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    Connection connect() throws SQLException {
        return stack.connect("reconciliation_worker");
    }

    List<String> rows(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
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

    /** Person-days that are there, with their version. */
    List<String> facts() {
        return rows("select day, user_id, version from daily_fact where org_id = '%s' and not deleted order by 1, 2"
                .formatted(org));
    }

    @Override
    public void close() {
        topics.close();
        worker.closeAndAwait();
        vertx.closeAndAwait();
    }
}
