package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Starts again what ends by itself, and says so; what ends too often stays away. */
final class Supervisor {

    private static final int TIMES = 5;

    private final Stack stack;
    private final Consumer<String> say;
    private final Runnable changed;
    private final Map<String, Integer> times = new HashMap<>();

    Supervisor(Stack stack, Consumer<String> say, Runnable changed) {
        this.stack = stack;
        this.say = say;
        this.changed = changed;
    }

    /** Returns when the stack is closed. */
    void watch() {
        while (!stack.isClosing() && Patience.pause(Duration.ofSeconds(1))) {
            stack.started().stream().filter(name -> !stack.isRunning(name)).forEach(this::startAgain);
        }
    }

    private void startAgain(String name) {
        if (stack.isClosing()) {
            return;
        }
        int time = times.merge(name, 1, Integer::sum);
        if (time <= TIMES) {
            say.accept(name + " ended with code " + stack.process(name).exitCode() + " and is started again (" + time
                    + " of " + TIMES + " times); it wrote "
                    + stack.process(name).log());
            stack.start(name);
            changed.run();
        } else if (time == TIMES + 1) {
            say.accept(name + " ended again and stays away; it wrote "
                    + stack.process(name).log());
        }
    }
}
