package dev.toktra.agent.fleet;

/** The fleet does not do what it was told; the message says why and what to do. */
public final class FleetRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FleetRefusal(String message) {
        super(message);
    }
}
