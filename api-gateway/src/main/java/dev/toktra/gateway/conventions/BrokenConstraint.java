package dev.toktra.gateway.conventions;

/** A constraint of the database did not let something in. */
public final class BrokenConstraint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    public BrokenConstraint(String constraint, Throwable cause) {
        super(constraint, cause);
        this.constraint = constraint;
    }

    /** The constraint's name. */
    public String constraint() {
        return constraint;
    }
}
