package dev.toktra.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final List<String> SLEEPER = List.of("sleep", "1000");

    @TempDir
    Path directory;

    @Test
    void stoppedChildIsGone() {
        ChildProcess child = ChildProcess.start(command(SLEEPER));
        assertThat(child.mark().isRunning()).isTrue();

        child.stop(Duration.ofSeconds(5));

        assertThat(child.isAlive()).isFalse();
        assertThat(child.mark().isRunning()).isFalse();
    }

    @Test
    void childThatDoesNotListenIsKilled() throws IOException {
        ChildProcess child =
                ChildProcess.start(command(List.of("sh", "-c", "trap '' TERM; echo up; sleep 1000 & wait")));
        await().until(() -> Files.readString(child.log()).contains("up"));

        child.stop(Duration.ofMillis(300));

        assertThat(child.mark().isRunning()).isFalse();
    }

    @Test
    void exitCodeAndOutputAreTheChilds() throws IOException {
        ChildProcess child = ChildProcess.start(new ChildProcess.Command(
                List.of("sh", "-c", "echo hello $WHO; exit 7"), Map.of("WHO", "world"), log(), "TERM"));

        await().until(() -> !child.isAlive());

        assertThat(child.exitCode()).isEqualTo(7);
        assertThat(log()).hasContent("hello world");
    }

    @Test
    void pausedChildGoesOnWhenResumed() {
        ChildProcess child = ChildProcess.start(command(SLEEPER));

        child.signal("STOP");
        await().until(() -> stateOf(child.pid()).equals("T"));
        child.signal("CONT");
        await().until(() -> stateOf(child.pid()).equals("S"));

        child.kill();
    }

    @Test
    void childOfKilledProcessEnds() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        log().toString())
                .start();
        try (BufferedReader said = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessMark child = ProcessMark.of(
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow());
            assertThat(child.isRunning()).isTrue();

            parent.destroyForcibly();

            await().until(() -> !child.isRunning());
        }
    }

    @Test
    void processIdThatWentToAnotherIsNotTheSameProcess() {
        ProcessMark other = new ProcessMark(
                ProcessHandle.current().pid(),
                ProcessMark.ofThisProcess().started().minusSeconds(60));

        assertThat(other.isRunning()).isFalse();
        assertThat(ProcessMark.ofThisProcess().isRunning()).isTrue();
    }

    private ChildProcess.Command command(List<String> line) {
        return new ChildProcess.Command(line, log());
    }

    private Path log() {
        return directory.resolve("child.log");
    }

    private static String stateOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0];
    }

    /** A program with a child, for a test to kill. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] args) {
            ChildProcess child = ChildProcess.start(new ChildProcess.Command(SLEEPER, Path.of(args[0])));
            System.out.println(child.pid());
            Patience.pause(Duration.ofMinutes(5));
        }
    }
}
