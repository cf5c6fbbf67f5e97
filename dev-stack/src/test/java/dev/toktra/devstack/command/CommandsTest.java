package dev.toktra.devstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPort;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StackSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path temporary;

    private StackDirectory directory;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void makeDirectory() {
        directory = new StackDirectory(temporary).made();
    }

    @Test
    void secondStartSaysWhatRunsAlready() throws IOException {
        Process first = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        First.class.getName(),
                        directory.lock().toString())
                .start();
        try (BufferedReader line = first.inputReader(UTF_8)) {
            assertThat(line.readLine()).isEqualTo("locked");
            state(List.of()).write(directory.state());

            assertThatThrownBy(() -> up(Map.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("already runs")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("http://127.0.0.1:8080")
                    .hasMessageContaining("./toktra down");
        } finally {
            first.destroyForcibly();
        }
    }

    /** A launcher as far as the second one sees it: a process that holds the lock. */
    static final class First {

        private First() {}

        @SuppressWarnings("resource") // Held until this process is killed.
        public static void main(String[] args) throws IOException {
            FileChannel held = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.lock();
            System.out.println("locked");
            Patience.until(() -> !held.isOpen(), Duration.ofMinutes(5));
        }
    }

    @Test
    void takenPortIsNamedAndNothingIsStarted() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> up(Map.of(StackPort.POSTGRES, socket.getLocalPort())))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Port " + socket.getLocalPort() + " (PostgreSQL) is taken by process ")
                    .hasMessageContaining("Nothing was started");
        }
        assertThat(temporary.resolve("kafka")).doesNotExist();
        assertThat(directory.state()).doesNotExist();
    }

    @Test
    void processesOfKilledRunAreEndedAndOthersWithTheirNumbersAreNot() throws IOException {
        Process left = new ProcessBuilder("sleep", "1000").start();
        ProcessMark mark = ProcessMark.of(left.toHandle());
        ProcessMark me = new ProcessMark(
                ProcessHandle.current().pid(),
                ProcessMark.ofThisProcess().started().minusSeconds(5));
        state(List.of(
                        new StackState.PartState("kafka", mark, "", ""),
                        new StackState.PartState("postgres", me, "", "")))
                .write(directory.state());

        Leftovers.end(directory, said::add);

        await().until(() -> !left.isAlive());
        assertThat(said).singleElement().asString().contains("kafka", "" + left.pid());
    }

    @Test
    void downEndsTheLauncherAndWhatItLeft() throws IOException {
        Process launcher = new ProcessBuilder("sleep", "1000").start();
        Process left = new ProcessBuilder("sleep", "1000").start();
        new StackState(
                        ProcessMark.of(launcher.toHandle()),
                        true,
                        Map.of(),
                        List.of(new StackState.PartState("kafka", ProcessMark.of(left.toHandle()), "", "")))
                .write(directory.state());

        DownCommand.run(directory, said::add);

        await().until(() -> !launcher.isAlive() && !left.isAlive());
        assertThat(directory.state()).doesNotExist();
        DownCommand.run(directory, said::add);
        assertThat(said).last().isEqualTo("Toktra does not run here.");
    }

    @Test
    void statusIsTheAgreedJson() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String answers = "tcp:" + somebody.getLocalPort();
            String silent = "http://127.0.0.1:" + FreePorts.next() + "/q/health/ready";
            state(List.of(part("kafka", answers), part("ingest-service", answers), part("api-gateway", silent)))
                    .write(directory.state());

            JsonNode json = new ObjectMapper().readTree(report().json());

            assertThat(String.join(" ", (Iterable<String>) json::fieldNames))
                    .isEqualTo(
                            "gateway ingest mailbox simulator postgres kafka device_ca api_key admin_sign_in services");
            assertThat(json.path("gateway").asText()).isEqualTo("http://127.0.0.1:8080");
            assertThat(json.path("simulator").isNull()).isTrue();
            assertThat(json.path("services").toString())
                    .isEqualTo(service("ingest-service", true, "[") + service("api-gateway", false, ",") + "]");
        }
    }

    private static String service(String name, boolean ready, String before) {
        return before + "{\"name\":\"" + name + "\",\"pid\":"
                + ProcessHandle.current().pid() + ",\"url\":\"http://127.0.0.1:1\",\"ready\":" + ready + "}";
    }

    @Test
    void statusOfNothingSaysSo() {
        assertThat(report().runs()).isFalse();
        assertThat(report().words()).contains("does not run");
    }

    @Test
    void unknownWordOfUpIsRefused() {
        assertThatThrownBy(() -> UpOptions.parse(List.of("--detached")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--detached");
    }

    private StatusReport report() {
        return new StatusReport(StackState.read(directory.state()));
    }

    private void up(Map<StackPort, Integer> given) {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPorts.free().numbers());
        numbers.putAll(given);
        StackSettings settings =
                new StackSettings(Repository.find(), directory, new StackPorts(numbers), Optional.empty());
        Screen screen = new Screen(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), false);
        new UpCommand(settings, screen).run(UpOptions.parse(List.of("--empty")));
    }

    private static StackState.PartState part(String name, String probe) {
        return new StackState.PartState(name, ProcessMark.ofThisProcess(), "http://127.0.0.1:1", probe);
    }

    private static StackState state(List<StackState.PartState> parts) {
        return new StackState(
                ProcessMark.ofThisProcess(),
                true,
                Map.of("gateway", "http://127.0.0.1:8080", "api_key", "tk_live_x"),
                parts);
    }
}
