package dev.toktra.devstack.command;

import dev.toktra.devstack.process.Clocks;
import dev.toktra.devstack.process.Patience;
import dev.toktra.devstack.suite.Stack;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts again what ends by itself, and says so; what ends too often stays away. */
final class Supervisor {

    private final Stack stack;
    private final Consumer<String> say;
    private final Runnable changed;
    private final Restarts restarts;

    Supervisor(Stack stack, Consumer<String> say, Runnable changed) {
        this.stack = stack;
        this.say = say;
        this.changed = changed;
        this.restarts = new Restarts(Clocks.system());
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
        int time = restarts.count(name);
        if (time <= Restarts.MOST) {
            say.accept(name + " ended with code " + stack.process(name).exitCode() + " and is started again (" + time
                    + " of " + Restarts.MOST + " times); it wrote "
                    + stack.process(name).log());
            stack.start(name);
            changed.run();
        } else if (time == Restarts.MOST + 1) {
            say.accept(name + " ended again and stays away; it wrote "
                    + stack.process(name).log());
        }
    }
}
