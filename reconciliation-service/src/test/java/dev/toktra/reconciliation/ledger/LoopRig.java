package dev.toktra.reconciliation.ledger;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.OrganisationWait;
import dev.toktra.reconciliation.ledger.counting.Organisations;
import dev.toktra.statetopics.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Loops of their own over a topic of their own, for one or more organisations. */
final class LoopRig implements AutoCloseable {

    private final RunningStack stack = TestSchema.stack();
    private final TestTopics topics = new TestTopics(stack);
    private final String topic;
    private final Map<UUID, OrganisationState> known = new ConcurrentHashMap<>();
    private final List<Running> running = new ArrayList<>();
    private final LedgerRig database = new LedgerRig();
    private volatile boolean directoryIsRead = true;

    /** A loop on its thread, and the server's ids of the connections it ever had. */
    record Running(LedgerLoop loop, Thread thread, LedgerStatus status, List<Integer> backends) {}

    LoopRig(int partitions) throws Exception {
        topic = topics.make(partitions);
        know(database.org());
    }

    UUID org() {
        return database.org();
    }

    /** Answers questions about {@link #org}. */
    LedgerRig database() {
        return database;
    }

    String topic() {
        return topic;
    }

    TestTopics topics() {
        return topics;
    }

    void know(UUID org) {
        known.put(org, TestBatches.organisation(org, "UTC"));
    }

    void directoryIsRead(boolean read) {
        directoryIsRead = read;
    }

    void send(UsageBatch... batches) throws Exception {
        topics.batches(topic, List.of(batches));
    }

    UUID topicId() {
        try (BatchTopic current = topicOf(group())) {
            return current.id();
        }
    }

    Running start() {
        return start(group());
    }

    String group() {
        return topic + "-ledger";
    }

    /** A consumer that is closed waits for the fetch under way, and hears with a heartbeat that others come or go. */
    private BatchTopic topicOf(String group) {
        Map<String, Object> kafka = Map.of(
                "bootstrap.servers", stack.bootstrapServers(),
                "fetch.max.wait.ms", 50,
                "heartbeat.interval.ms", 200);
        return new BatchTopic(new KafkaSettings(kafka, Optional.empty()), topic, group);
    }

    /** Loops of different groups have the same partitions at the same time: each takes the other for a zombie. */
    Running start(String group) {
        return start(group, "select");
    }

    /** A loop whose first connection runs a statement of its own before it is used. */
    Running start(String group, String first) {
        List<Integer> backends = new CopyOnWriteArrayList<>();
        return start(group, new TestConnections(backends, first), backends);
    }

    /** A loop with connections of its own. */
    Running start(LedgerWriter.Connections connections) {
        return start(group(), connections, List.of());
    }

    private Running start(String group, LedgerWriter.Connections connections, List<Integer> backends) {
        Clock clock = Clock.systemUTC();
        LedgerStatus status = new LedgerStatus(clock);
        Organisations organisations = org -> Optional.ofNullable(known.get(org));
        LedgerWriter writer = new LedgerWriter(
                connections,
                new PortionLedger(LedgerRig.transaction(organisations, clock)),
                new OrganisationWait(organisations, Duration.ofSeconds(1), clock),
                new LedgerMetrics(new SimpleMeterRegistry(), status, clock));
        var conditions = new LedgerLoop.Conditions(new QuickConfig(), () -> directoryIsRead, clock);
        LedgerLoop loop = new LedgerLoop(topicOf(group), writer, status, conditions);
        Thread thread = new Thread(loop, "test-ledger");
        thread.start();
        Running started = new Running(loop, thread, status, backends);
        running.add(started);
        return started;
    }

    void stop(Running started) throws InterruptedException {
        started.loop().close();
        started.thread().join(Duration.ofSeconds(20).toMillis());
        running.remove(started);
    }

    /** Removes the first records of a partition, as retention does. */
    void forgetBefore(int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            var before = Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset));
            admin.deleteRecords(before).all().get();
        }
    }

    /** Ends the connection of a loop, as a restarting server does. */
    void cutConnection(Running started) throws SQLException {
        try (Connection superuser = stack.database().connect();
                var kill = superuser.prepareStatement("select pg_terminate_backend(?)")) {
            List<Integer> ids = List.copyOf(started.backends());
            if (!ids.isEmpty()) {
                kill.setInt(1, ids.get(ids.size() - 1));
                kill.execute();
            }
        }
    }

    private static final class TestConnections implements LedgerWriter.Connections {

        private final List<Integer> backends;
        private final String first;

        TestConnections(List<Integer> backends, String first) {
            this.backends = backends;
            this.first = first;
        }

        @Override
        public Connection open() throws SQLException {
            Connection connection = LedgerRig.connect();
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                backends.add(row.getInt(1));
            }
            if (backends.size() == 1) {
                try (var statement = connection.createStatement()) {
                    statement.execute(first);
                }
            }
            return connection;
        }

        @Override
        public void discard(Connection failed) throws SQLException {
            failed.close();
        }
    }

    /** The defaults, with waits that suit a test. */
    private static final class QuickConfig implements LedgerConfig {

        @Override
        public Duration flushAfter() {
            return Duration.ofMillis(50);
        }

        @Override
        public int flushEvents() {
            return 50_000;
        }

        @Override
        public int maxRanges() {
            return 10_000;
        }

        @Override
        public int identityDays() {
            return 36;
        }

        @Override
        public int stormLimit() {
            return 100;
        }

        @Override
        public int stormStreams() {
            return 10;
        }

        @Override
        public Duration stormWindow() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration organisationPatience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retryAtMost() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration frozenAfter() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration answerWithin() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration gapCheck() {
            return Duration.ofMillis(200);
        }
    }

    @Override
    public void close() throws Exception {
        for (Running started : List.copyOf(running)) {
            stop(started);
        }
        topics.close();
        database.close();
    }
}
