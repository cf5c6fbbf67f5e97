package dev.toktra.devstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.devstack.process.Repository;
import dev.toktra.devstack.suite.Deployable;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackPorts;
import dev.toktra.devstack.suite.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a program, in a work tree of its own with stand-ins for the services. */
class LauncherTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path tree;

    static final StackPorts PORTS = StackPorts.free();

    /** What a command printed, and its exit code. */
    private record Said(String words, int code) {}

    @BeforeAll
    static void upDetached() throws Exception {
        TestStack.running(); // Unpacks the programs that all trees use.
        Repository real = Repository.find();
        for (String part : List.of("deploy", "dev-stack")) {
            Files.createSymbolicLink(tree.resolve(part), real.root().resolve(part));
        }
        Files.createDirectories(tree.resolve(".toktra"));
        Files.createSymbolicLink(
                tree.resolve(".toktra/postgres-programs"), real.kept().resolve("postgres-programs"));
        for (Deployable service : Deployable.ALL) {
            StandIn.putInto(tree, service.module());
        }
        up();
    }

    @AfterAll
    static void downLeavesNothing() throws Exception {
        List<ProcessMark> all = running();

        Said said = toktra("down");

        assertThat(said.code()).isZero();
        assertThat(all).hasSize(10).noneMatch(ProcessMark::isRunning);
        assertThat(toktra("status").words()).contains("does not run");
        assertThat(toktra("status").code()).isEqualTo(1);
    }

    @Test
    void statusShowsEveryServiceReadyAndTheKeyThatWorks() throws Exception {
        JsonNode status = status();

        assertThat(status.path("services").findValuesAsText("name"))
                .containsExactlyElementsOf(
                        Deployable.ALL.stream().map(Deployable::module).toList());
        assertThat(status.path("services").findValuesAsText("ready")).containsOnly("true");
        assertThat(status.path("api_key").asText()).startsWith("tk_live_");
        assertThat(tree.resolve(".toktra/bootstrap.json"))
                .content()
                .contains(status.path("api_key").asText());
        assertThat(Files.getPosixFilePermissions(tree.resolve(".toktra/bootstrap.json")))
                .hasSize(2);
    }

    @Test
    void secondStartSaysThatItRuns() throws Exception {
        Said said = toktra("up", "--empty");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.words()).contains("already runs", "./toktra down");
        assertThat(running()).allMatch(ProcessMark::isRunning);
    }

    @Test
    void killedServiceIsStartedAgain() throws Exception {
        long before = pidOf("scoring-service");

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> pidOf("scoring-service") != before && allReady());
        assertThat(tree.resolve(".toktra/logs/launcher.log")).content().contains("scoring-service ended with code 137");
    }

    @Test
    void killedLauncherTakesEverythingWithItAndTheNextStartWorks() throws Exception {
        List<ProcessMark> all = running();
        ProcessMark launcher = state().launcher();

        launcher.find().orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> all.stream().noneMatch(ProcessMark::isRunning));
        up();
        assertThat(status().path("services").findValuesAsText("ready")).containsOnly("true");
    }

    private static void up() throws Exception {
        Said said = toktra("up", "--empty", "--detach");
        assertThat(said.code()).as(said.words()).isZero();
        assertThat(said.words()).contains("Toktra is ready", "curl -H \"Authorization: Bearer tk_live_");
    }

    private static JsonNode status() throws Exception {
        return new ObjectMapper().readTree(toktra("status", "--json").words());
    }

    private static boolean allReady() throws Exception {
        return status().path("services").findValuesAsText("ready").stream().allMatch("true"::equals);
    }

    private static long pidOf(String name) throws Exception {
        return StreamSupport.stream(status().path("services").spliterator(), false)
                .filter(service -> service.path("name").asText().equals(name))
                .mapToLong(service -> service.path("pid").asLong())
                .findFirst()
                .orElseThrow();
    }

    /** The launcher and its nine children. */
    private static List<ProcessMark> running() {
        List<ProcessMark> all = new ArrayList<>(List.of(state().launcher()));
        state().parts().forEach(part -> all.add(part.mark()));
        return all;
    }

    private static StackState state() {
        return StackState.read(new StackDirectory(tree.resolve(".toktra")).state())
                .orElseThrow();
    }

    private static Said toktra(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(new Repository(tree).java(ToktraMain.class, "64m"));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        PORTS.numbers().forEach((port, number) -> builder.environment().put(port.variable(), "" + number));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(said, process.waitFor());
    }
}
