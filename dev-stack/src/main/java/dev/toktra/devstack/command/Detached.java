package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.StackDirectory;
import dev.toktra.devstack.suite.StackSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code up} in a process that outlives the terminal; followed until it says that all is ready. */
final class Detached {

    private final StackSettings settings;
    private final Screen screen;

    Detached(StackSettings settings, Screen screen) {
        this.settings = settings;
        this.screen = screen;
    }

    /** The exit code for {@code up --detach}. */
    int run(Class<?> main, List<String> words) {
        StackDirectory directory = settings.directory().made();
        List<String> line = new ArrayList<>(List.of("nohup"));
        line.addAll(settings.repository().java(main, "64m"));
        line.add("up");
        words.stream().filter(word -> !word.equals("--detach")).forEach(line::add);
        try {
            Process process = new ProcessBuilder(line)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(directory.launcherLog().toFile())
                    .redirectErrorStream(true)
                    .start();
            Thread end = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(end);
            follow(process, directory);
            Runtime.getRuntime().removeShutdownHook(end);
            return process.isAlive() ? 0 : process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow(Process process, StackDirectory directory) throws IOException {
        try (InputStream log = Files.newInputStream(directory.launcherLog())) {
            String begun = "";
            boolean ended = false;
            while (!ended) {
                ended = !process.isAlive() || isReady(process, directory);
                if (!ended && !Patience.pause(Duration.ofMillis(200))) {
                    throw new Refusal("interrupted");
                }
                begun = show(begun + new String(log.readAllBytes(), StandardCharsets.UTF_8));
            }
            screen.rest();
        }
    }

    /** Shows the whole lines and returns what is left: a line whose end is not written yet. */
    private String show(String said) {
        int end = said.lastIndexOf('\n') + 1;
        said.substring(0, end).lines().forEach(screen::showAgain);
        return said.substring(end);
    }

    private static boolean isReady(Process process, StackDirectory directory) {
        return StackState.read(directory.state())
                .filter(state -> state.launcher().pid() == process.pid())
                .map(StackState::ready)
                .orElse(false);
    }
}
