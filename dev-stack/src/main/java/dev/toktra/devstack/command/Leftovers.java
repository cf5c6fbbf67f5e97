package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.process.ProcessMark;
import dev.toktra.devstack.suite.StackDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Processes of a stack whose launcher is gone. */
final class Leftovers {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private Leftovers() {}

    /** Ends what the state file names and still runs; anything else that now has such a process id stays alone. */
    static void end(StackDirectory directory, Consumer<String> say) {
        Optional<StackState> state = StackState.read(directory.state());
        List<StackState.PartState> left = state.map(StackState::parts).orElse(List.of()).stream()
                .filter(part -> part.mark().isRunning())
                .toList();
        left.forEach(part -> say.accept("ending " + part.name() + " (process "
                + part.mark().pid() + "), left over from a run that was killed"));
        left.forEach(part -> part.mark().find().ifPresent(ProcessHandle::destroy));
        left.forEach(part -> ended(part.mark()));
    }

    private static void ended(ProcessMark mark) {
        if (!Patience.until(() -> !mark.isRunning(), ENDS_WITHIN)) {
            mark.find().ifPresent(ProcessHandle::destroyForcibly);
            Patience.until(() -> !mark.isRunning(), ENDS_WITHIN);
        }
    }
}
