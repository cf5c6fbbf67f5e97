package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.kafka.KafkaBroker;
import dev.toktra.devstack.kafka.KafkaTopics;
import dev.toktra.devstack.postgres.Database;
import dev.toktra.devstack.process.ChildProcess;
import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.events.Topics;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    static Path directory;

    static StackSettings settings;
    static Stack stack;

    @BeforeAll
    static void start() {
        settings = StackSettings.forTest(directory);
        stack = Stack.of(settings);
        stack.startInfrastructure(words -> {});
    }

    @AfterAll
    static void nothingIsLeft() {
        List<ProcessMark> all =
                stack.started().stream().map(name -> stack.process(name).mark()).toList();

        stack.close();

        assertThat(all).hasSize(3).noneMatch(ProcessMark::isRunning);
    }

    @Test
    void topicsOfTheProductAreThereAndNoOtherAppearsByItself() {
        try (KafkaTopics topics = new KafkaTopics(settings.bootstrapServers())) {
            assertThat(topics.names()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
        }
        try (KafkaProducer<String, String> producer = producer()) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("not.there.v1", "x"))
                            .get(3, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    @Test
    void acknowledgedRecordSurvivesKillOfTheBroker() throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.DEVICES, 3, "key", "kept"))
                    .get(20, TimeUnit.SECONDS);
        }

        stack.kill("kafka");
        assertThat(stack.isRunning("kafka")).isFalse();
        stack.restart("kafka");

        Map<String, Object> reading = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.DEVICES, 3);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(consumer.poll(Duration.ofSeconds(1)))
                            .extracting(record -> record.value())
                            .containsExactly("kept"));
        }
    }

    @Test
    void brokerThatCannotListenEndsAndSaysWhy(@TempDir Path other) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ChildProcess broker = KafkaBroker.start(
                    settings.repository(), other.resolve("kafka"), socket.getLocalPort(), other.resolve("kafka.log"));

            await().atMost(Duration.ofSeconds(30)).until(() -> !broker.isAlive());
            assertThat(broker.log()).content().contains("Kafka does not start", "Address already in use");
        }
    }

    @Test
    void committedRowSurvivesKillOfPostgres() throws SQLException {
        try (Connection connection = settings.database().connect();
                Statement statement = connection.createStatement()) {
            assertThat(setting(statement, "fsync")).isEqualTo("on");
            assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
            statement.execute("create table kept (n int); insert into kept values (42)");
        }

        stack.kill("postgres");
        stack.restart("postgres");

        try (Connection connection = settings.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select n from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void wrongPasswordIsRefused() {
        Database stranger = new Database(settings.database().url(), "postgres", "guess");

        assertThat(stranger.answers()).isFalse();
        assertThat(settings.database().answers()).isTrue();
    }

    @Test
    void sentMailIsOnThePageWithItsHtmlInASandbox() throws MessagingException {
        Properties smtp = new Properties();
        smtp.put("mail.smtp.host", "127.0.0.1");
        smtp.put("mail.smtp.port", "" + settings.ports().of(StackPort.SMTP));
        MimeMessage mail = new MimeMessage(jakarta.mail.Session.getInstance(smtp));
        mail.setFrom(new InternetAddress("toktra@example.org"));
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, "ada@example.org");
        mail.setSubject("Usage <in> November");
        mail.setContent("<p id=\"sum\">1,234 tokens</p><script>steal()</script>", "text/html; charset=utf-8");
        Transport.send(mail);

        String page = settings.url(StackPort.MAILBOX);
        await().untilAsserted(() -> assertThat(Probe.get(page + "/", "").orElse(""))
                .contains("Usage &lt;in&gt; November", "ada@example.org", "/mails/0"));
        assertThat(Probe.get(page + "/mails/0", "").orElseThrow())
                .contains("<iframe sandbox ", "src=\"/mails/0/html\"")
                .doesNotContain("steal()");
        assertThat(Probe.get(page + "/mails/0/html", "").orElseThrow()).contains("1,234 tokens");
        assertThat(Probe.get(page + "/mails/1", "")).isEmpty();
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws Exception {
        for (Path file : List.of(
                settings.directory().secrets(),
                settings.directory().callerKey(),
                settings.directory().secretsKey(),
                settings.directory().deviceCa().resolve("device-ca.key"))) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void unknownPartIsRefusedByName() {
        assertThatThrownBy(() -> stack.start("zookeeper"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("zookeeper")
                .hasMessageContaining("ingest-service");
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static KafkaProducer<String, String> producer() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", settings.bootstrapServers(), "acks", "all", "max.block.ms", 2000);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }
}
