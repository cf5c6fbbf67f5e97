package dev.toktra.devstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.process.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stand-ins for services that are quick, slow, or end. */
class ReadyWatchTest {

    private static final ReadyWatch.Limits SHORT = new ReadyWatch.Limits(Duration.ofMillis(200), Duration.ofSeconds(1));

    @TempDir
    Path tree;

    private final List<String> said = new ArrayList<>();
    private Stack stack;

    @BeforeEach
    void put() throws IOException {
        stack = Stack.of(new StackSettings(
                new Repository(tree),
                new StackDirectory(tree.resolve(".toktra")),
                StackPorts.free(),
                Optional.empty()));
        put("ingest-service", StandIn.class);
        put("export-service", StandIn.class);
        put("scoring-service", Slow.class);
        put("reporting-service", Ending.class);
    }

    @AfterEach
    void close() {
        stack.close();
    }

    /** Never ready, and says what for. */
    static final class Slow {

        private Slow() {}

        public static void main(String[] args) {
            System.out.println("the migration takes its time");
            Patience.pause(Duration.ofMinutes(5));
        }
    }

    static final class Ending {

        private Ending() {}

        public static void main(String[] args) {
            System.out.println("a setting is missing");
            System.exit(3);
        }
    }

    @Test
    void eachPartIsSaidToBeReady() {
        await(ReadyWatch.Limits.USUAL, "ingest-service", "export-service");

        assertThat(said)
                .hasSize(2)
                .allMatch(words -> words.matches("(ingest|export)-service is ready after [0-9.]+ s"));
    }

    @Test
    void slowPartIsNamedWithWhatItLacksAndWhereItWrites() {
        assertThatThrownBy(() -> await(SHORT, "scoring-service"))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching("(?s)scoring-service is not ready after [0-9.]+ s: nothing answers at http.*")
                .hasMessageContaining("Its last words, from " + stack.log("scoring-service") + ":\n");
        assertThat(said).isNotEmpty().allMatch(words -> words.endsWith("; it writes " + stack.log("scoring-service")));
    }

    @Test
    void partThatEndsIsSaidAtOnceThoughASlowOneIsFirst() {
        assertThatThrownBy(() -> await(ReadyWatch.Limits.USUAL, "scoring-service", "reporting-service"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("reporting-service ended at its start with code 3")
                .hasMessageEndingWith("\na setting is missing");
    }

    @Test
    void serviceThatIsNotReadySaysWhichOfItsChecks() throws IOException {
        String body = "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                + "{\"name\":\"ledger\",\"status\":\"DOWN\",\"data\":{\"missing\":\"ingest.devices.v1\"}}]}";

        assertThat(lackOfServiceThatAnswers(503, body))
                .contains("\"ledger\" is DOWN {\"missing\":\"ingest.devices.v1\"}");
        assertThat(lackOfServiceThatAnswers(503, "not JSON").orElseThrow()).endsWith("/q/health/ready answers 503");
        assertThat(lackOfServiceThatAnswers(200, body)).isEmpty();
        assertThat(Health.lack("http://127.0.0.1:" + FreePorts.next() + "/q/health/ready")
                        .orElseThrow())
                .startsWith("nothing answers at http://127.0.0.1:");
    }

    private static Optional<String> lackOfServiceThatAnswers(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            return Health.lack("http://127.0.0.1:" + server.getAddress().getPort() + "/q/health/ready");
        } finally {
            server.stop(0);
        }
    }

    private void put(String module, Class<?> main) throws IOException {
        StandIn.put(tree.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), main);
    }

    private void await(ReadyWatch.Limits limits, String... names) {
        List<String> parts = List.of(names);
        parts.forEach(stack::start);
        new ReadyWatch(stack, said::add, limits).await(parts);
    }
}
