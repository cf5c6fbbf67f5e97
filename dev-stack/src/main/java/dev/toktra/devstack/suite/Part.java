package dev.toktra.devstack.suite;

import dev.toktra.devstack.process.ChildProcess;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One process of the stack.
 *
 * @param ports what it will listen on
 * @param start starts it
 * @param ready whether it does its work
 */
record Part(String name, List<StackPort> ports, Supplier<ChildProcess> start, BooleanSupplier ready) {

    Part {
        ports = List.copyOf(ports);
    }
}
