package dev.toktra.devstack.suite;

import dev.toktra.devstack.process.ChildProcess;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process of the stack.
 *
 * @param ports what it will listen on
 * @param start starts it
 * @param lack what it lacks to do its work, in words; empty where it does it
 */
record Part(String name, List<StackPort> ports, Supplier<ChildProcess> start, Supplier<Optional<String>> lack) {

    Part {
        ports = List.copyOf(ports);
    }
}
