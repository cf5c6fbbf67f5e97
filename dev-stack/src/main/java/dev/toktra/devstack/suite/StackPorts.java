package dev.toktra.devstack.suite;

import dev.toktra.devstack.process.FreePorts;
import dev.toktra.devstack.process.PortOwner;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The number of each port of one stack. */
public record StackPorts(Map<StackPort, Integer> numbers) {

    public StackPorts {
        numbers = Map.copyOf(numbers);
    }

    /** The usual numbers, or those that the environment names. */
    public static StackPorts from(Map<String, String> environment) {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            String told = environment.get(port.variable());
            numbers.put(port, told == null || told.isBlank() ? port.usual() : number(port, told));
        }
        return new StackPorts(numbers);
    }

    /** Numbers that nobody uses at this moment. */
    public static StackPorts free() {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            numbers.put(port, FreePorts.next());
        }
        return new StackPorts(numbers);
    }

    public int of(StackPort port) {
        return Optional.ofNullable(numbers.get(port)).orElseThrow();
    }

    /** A sentence for each of these ports that somebody else listens on. */
    public List<String> taken(Collection<StackPort> wanted) {
        return wanted.stream()
                .filter(port -> PortOwner.isTaken(of(port)))
                .map(port -> "Port " + of(port) + " (" + port.purpose() + ") is taken"
                        + PortOwner.of(of(port)).map(owner -> " by " + owner).orElse("")
                        + "; " + port.variable() + "=… names another.")
                .toList();
    }

    private static int number(StackPort port, String told) {
        if (!told.matches("[0-9]{1,5}") || Integer.parseInt(told) < 1 || Integer.parseInt(told) > 65535) {
            throw new Refusal(port.variable() + " is \"" + told + "\": it must be a port, 1 to 65535");
        }
        return Integer.parseInt(told);
    }
}
