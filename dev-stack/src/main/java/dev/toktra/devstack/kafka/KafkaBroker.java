package dev.toktra.devstack.kafka;

import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka broker that is its own controller, as a program: {@code KafkaBroker <directory> <port> <controller port>}. */
public final class KafkaBroker {

    private KafkaBroker() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]).toAbsolutePath();
        Properties settings = settings(directory, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        format(directory, settings);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        try {
            server.startup();
        } catch (RuntimeException e) {
            // Threads of it run on, and would keep a process that serves nobody.
            System.err.println("Kafka does not start: " + rootOf(e));
            Runtime.getRuntime().halt(1);
        }
        server.awaitShutdown();
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : rootOf(cause);
    }

    /** Starts the program; it is ready when its port answers. */
    public static ChildProcess start(Repository repository, Path directory, int port, Path log) {
        List<String> line = new ArrayList<>(repository.java(KafkaBroker.class, "256m"));
        line.addAll(List.of(directory.toString(), "" + port, "" + FreePorts.next()));
        return ChildProcess.start(new ChildProcess.Command(line, log));
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", directory.resolve("data").toString(),
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        settings.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "8388608",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "num.network.threads", "2",
                "num.io.threads", "4"));
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static void format(Path directory, Properties settings) throws IOException {
        if (Files.exists(directory.resolve("data/meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        Path file = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        int code = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, quiet);
        if (code != 0) {
            throw new IOException("cannot format " + directory + " for Kafka: code " + code);
        }
    }
}
