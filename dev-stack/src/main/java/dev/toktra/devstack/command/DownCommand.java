package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.StackDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Ends the launcher, which ends all, or what a killed launcher left. */
final class DownCommand {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

    private DownCommand() {}

    static void run(StackDirectory directory, Consumer<String> say) {
        Optional<StackState> state = StackState.read(directory.state());
        if (state.isEmpty()) {
            say.accept("Toktra does not run here.");
            return;
        }
        ProcessMark launcher = state.get().launcher();
        launcher.find().ifPresent(ProcessHandle::destroy);
        if (!Patience.until(() -> !launcher.isRunning(), ENDS_WITHIN)) {
            throw new Refusal("process " + launcher.pid() + " does not end; ./toktra status shows what runs");
        }
        Leftovers.end(directory, say);
        try {
            Files.deleteIfExists(directory.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say.accept("Toktra is stopped. The data stay in " + directory.root() + ".");
    }
}
