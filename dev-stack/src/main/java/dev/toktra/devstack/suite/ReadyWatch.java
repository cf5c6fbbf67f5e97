package dev.toktra.devstack.suite;

import dev.toktra.devstack.process.Patience;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waits for parts that were started, all at once; of a slow one it says from time to time what it lacks. */
final class ReadyWatch {

    /**
     * How patient it is.
     *
     * @param remind the time between two sentences about what is not ready
     * @param giveUp how long a part may take: a machine under load takes many times as long as a free one
     */
    record Limits(Duration remind, Duration giveUp) {

        static final Limits USUAL = new Limits(Duration.ofSeconds(15), Duration.ofMinutes(10));
    }

    private final Stack stack;
    private final Consumer<String> say;
    private final Limits limits;
    private final long begin = System.nanoTime();
    private double reminded;

    ReadyWatch(Stack stack, Consumer<String> say, Limits limits) {
        this.stack = stack;
        this.say = say;
        this.limits = limits;
    }

    /** Returns when all are ready; throws a {@link Refusal} as soon as one ended, or when one took too long. */
    void await(Collection<String> names) {
        Map<String, String> lacks = new LinkedHashMap<>();
        names.forEach(name -> lacks.put(name, "nobody looked yet"));
        Patience.until(() -> noneIsLeft(lacks), limits.giveUp());
        for (Map.Entry<String, String> late : lacks.entrySet()) {
            throw refusal(late.getKey(), stillNot(late));
        }
    }

    private boolean noneIsLeft(Map<String, String> lacks) {
        for (String name : List.copyOf(lacks.keySet())) {
            if (!stack.isRunning(name)) {
                throw refusal(
                        name,
                        name + " ended at its start with code "
                                + stack.process(name).exitCode());
            }
            stack.lack(name).ifPresentOrElse(lack -> lacks.put(name, lack), () -> {
                lacks.remove(name);
                say.accept(name + " is ready after " + seconds() + " s");
            });
        }
        if (seconds() - reminded > limits.remind().toMillis() / 1000.0) {
            reminded = seconds();
            lacks.entrySet().forEach(late -> say.accept(stillNot(late) + "; it writes " + stack.log(late.getKey())));
        }
        return lacks.isEmpty();
    }

    private String stillNot(Map.Entry<String, String> late) {
        return late.getKey() + " is not ready after " + seconds() + " s: " + late.getValue();
    }

    private Refusal refusal(String name, String what) {
        return new Refusal(what + ". Its last words, from " + stack.log(name) + ":\n"
                + String.join("\n", Logs.last(stack.log(name), 15)));
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 100_000_000 / 10.0;
    }
}
