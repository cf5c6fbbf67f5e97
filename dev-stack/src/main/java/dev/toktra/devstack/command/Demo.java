package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Bootstrap;
import dev.toktra.devstack.suite.Logs;
import dev.toktra.devstack.suite.Refusal;
import dev.toktra.devstack.suite.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The demo's fleet: started, and waited for until all of its history is acknowledged. */
final class Demo {

    private static final String FLEET = "fleet";

    /** How the fleet begins its lines of progress. */
    private static final String SENDING = "Sending the history";

    /** A free machine needs a minute; one that shows progress is not given up for being slow. */
    private static final Duration HISTORY_WITHIN = Duration.ofHours(1);

    private static final Patience LOOKS = Patience.every(Duration.ofMillis(500));

    private final Stack stack;
    private final Consumer<String> progress;
    private String shown = "";

    Demo(Stack stack, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Returns when ingest has acknowledged every event of the history; the fleet goes on with its life. */
    void play(Consumer<String> say) {
        stack.start(FLEET);
        say.accept("starting the fleet of the demo: " + Bootstrap.DEMO_DAYS + " days of history, then live");
        boolean over = LOOKS.holds(this::isOver, HISTORY_WITHIN);
        if (!over || !stack.isRunning(FLEET)) {
            Path log = stack.log(FLEET);
            throw new Refusal("The fleet did not send its history. Its last words, from " + log + ":\n"
                    + String.join("\n", Logs.last(log, 15)));
        }
        say.accept("the history is in");
    }

    private boolean isOver() {
        String line = Logs.lastWith(stack.log(FLEET), SENDING).orElse(shown);
        if (!line.equals(shown)) {
            shown = line;
            progress.accept(line);
        }
        return !stack.isRunning(FLEET) || stack.isReady(FLEET);
    }
}
