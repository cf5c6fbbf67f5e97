package dev.toktra.statetopics;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A replica of some service, without a container: its own pool, its own Kafka clients, its own figures. */
public final class Bench implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static boolean migrated;

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Pool worker;
    public final StateTopics topics;
    private final Vertx vertx = Vertx.vertx();

    /** @param settings {@code toktra.state-topics.*} without that prefix, and {@code kafka.*} */
    public Bench(Map<String, String> settings) {
        this(settings, Clock.systemUTC());
    }

    public Bench(Map<String, String> settings, Clock clock) {
        migrate();
        RunningStack stack = TestStack.running();
        worker = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(stack.postgresUrl())
                        .setUser(stack.schema() + "_worker")
                        .setPassword(stack.password(stack.schema() + "_worker")))
                .using(vertx)
                .build();
        Map<String, Object> kafka = new HashMap<>(Map.of("bootstrap.servers", stack.bootstrapServers()));
        settings.forEach((name, value) -> {
            if (name.startsWith("kafka.")) {
                kafka.put(name.substring("kafka.".length()), value);
            }
        });
        topics = new StateTopics(
                new KafkaSettings(kafka, Optional.of(stack.topicsPrefix())), config(settings), meters, clock);
    }

    /** A name for what only one test uses. */
    public static String fresh(String kind) {
        return kind + "_" + NUMBER.incrementAndGet();
    }

    /** Executes statements as the owner. */
    public static void sql(String... statements) {
        migrate();
        execute(statements);
    }

    /** Ends the connections on which publishers hold their lock, as a server does with clients it takes for dead. */
    public static void endSweepersConnections() {
        try (Connection connection = TestStack.running().database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
                    where locktype = 'advisory' and usename = 'state_topics_worker'
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, columns joined by a blank. */
    public static List<String> rows(String query) {
        return TestStack.running().rows(TestStack.running().schema() + "_owner", query);
    }

    @Override
    public void close() {
        topics.close();
        worker.closeAndAwait();
        vertx.closeAndAwait();
    }

    private static StateTopicsConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("toktra.state-topics.poll-wait", "PT0.05S", "toktra.state-topics.delivery-timeout", "PT4S"));
        settings.forEach((name, value) -> all.put("toktra.state-topics." + name, value));
        all.keySet().removeIf(name -> name.contains("kafka."));
        return new SmallRyeConfigBuilder()
                .withMapping(StateTopicsConfig.class)
                .withDefaultValues(all)
                .build()
                .getConfigMapping(StateTopicsConfig.class);
    }

    private static synchronized void migrate() {
        if (!migrated) {
            execute(migration());
            migrated = true;
        }
    }

    private static String migration() {
        try (InputStream file = Bench.class.getResourceAsStream("/db/state-topics/V0_1__state_topics.sql")) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String... statements) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    private static Connection owner() throws SQLException {
        RunningStack stack = TestStack.running();
        return stack.connect(stack.schema() + "_owner");
    }
}
