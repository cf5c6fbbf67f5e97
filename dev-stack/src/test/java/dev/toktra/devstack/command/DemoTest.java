package dev.toktra.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.Stack;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPort;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StackSettings;
import dev.toktra.devstack.suite.StandIn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} shows while the demo comes, with stand-ins for the fleet and the gateway. */
class DemoTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @TempDir
    Path tree;

    private final List<String> said = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private Stack stack;

    @BeforeEach
    void open() {
        stack = Stack.of(new StackSettings(
                new Repository(tree),
                new StackDirectory(tree.resolve(".toktra")),
                StackPorts.free(),
                Optional.empty()));
    }

    @AfterEach
    void close() {
        stack.close();
    }

    /** A fleet that sends its history and lives on. */
    static final class Sending {

        private Sending() {}

        public static void main(String[] args) {
            System.out.println("Sending the history: 10 %.");
            Patience.pause(Duration.ofMillis(1500));
            System.out.println("Sending the history: 90 %.");
            System.out.println("Ingest did not take a batch (503); it is kept and sent again.");
            Patience.pause(Duration.ofMillis(1500));
            System.out.println("History is in: 9 events.");
            Patience.pause(Duration.ofMinutes(5));
        }
    }

    static final class Failing {

        private Failing() {}

        public static void main(String[] args) {
            System.out.println("device-ca.pem is missing");
            System.exit(1);
        }
    }

    @Test
    void whatTheFleetSaysOfItsProgressIsPassedOnEachOnce() throws IOException {
        StandIn.put(tree.resolve("device-agent/target/device-agent.jar"), Sending.class);

        new Demo(stack, progress::add).play(said::add);

        assertThat(progress)
                .isSubsetOf("Sending the history: 10 %.", "Sending the history: 90 %.")
                .doesNotHaveDuplicates()
                .endsWith("Sending the history: 90 %.");
        assertThat(said).last().isEqualTo("the history is in");
        assertThat(stack.isRunning("fleet")).isTrue();
    }

    @Test
    void fleetThatEndsIsSaidWithItsLastWords() throws IOException {
        StandIn.put(tree.resolve("device-agent/target/device-agent.jar"), Failing.class);

        assertThatThrownBy(() -> new Demo(stack, progress::add).play(said::add))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("from " + stack.log("fleet"))
                .hasMessageEndingWith("device-ca.pem is missing");
    }

    @Test
    void readyIsOnlyWhatTheApiShowsWholeAndStill() throws IOException {
        List<Integer> days = List.of(45, 90, 90);
        AtomicInteger asked = new AtomicInteger();
        HttpServer gateway = HttpServer.create(
                new InetSocketAddress("127.0.0.1", stack.settings().ports().of(StackPort.GATEWAY)), 0);
        gateway.createContext("/v1/usage", exchange -> {
            byte[] body = answer(days.get(Math.min(asked.getAndIncrement(), 2))).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
        try {
            new Visibility(stack, Bootstrap.empty(stack.settings().directory(), "tk_live_x", TODAY), TODAY)
                    .await(said::add, progress::add);
        } finally {
            gateway.stop(0);
        }
        assertThat(asked).hasValue(3);
        assertThat(progress).containsExactly("The API shows 45 requests.", "The API shows 90 requests.");
    }

    private static String answer(int days) {
        return IntStream.rangeClosed(1, days)
                .mapToObj(before -> "{\"period\":\"" + TODAY.minusDays(before) + "\",\"total_requests\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
