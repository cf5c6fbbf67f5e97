package dev.toktra.gateway.conventions;

import java.util.List;

/** A request that cannot be read: what is wrong with it, and where. */
public final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param pointer a JSON pointer into the body, or {@code ?name} for a query parameter, or {@code header:name}
     * @param what the end of a sentence that begins with the field's name
     */
    public record Fault(String pointer, String what) {}

    /** One thing is wrong. */
    public InvalidInput(String pointer, String what) {
        this(List.of(new Fault(pointer, what)));
    }

    /** Several things are wrong. */
    public InvalidInput(List<Fault> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
