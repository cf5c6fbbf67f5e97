package dev.toktra.gateway.conventions;

/** An act that was understood and is not done. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String pointer;

    /** Why it is not done. */
    public enum Reason {
        /** The thing is not there, or not this organisation's. */
        UNKNOWN,
        /** Something else that is there stands against it. */
        CONFLICT,
        /** What is asked for makes no sense for this thing. */
        IMPOSSIBLE
    }

    private Refusal(Reason reason, String pointer, String detail) {
        super(detail);
        this.reason = reason;
        this.pointer = pointer;
    }

    /** There is no such thing in the caller's organisation. */
    public static Refusal unknown(String detail) {
        return new Refusal(Reason.UNKNOWN, "", detail);
    }

    /** Something else stands against it; the pointer says against which part of the body. */
    public static Refusal conflict(String pointer, String detail) {
        return new Refusal(Reason.CONFLICT, pointer, detail);
    }

    /** The part of the body that the pointer names makes no sense. */
    public static Refusal impossible(String pointer, String detail) {
        return new Refusal(Reason.IMPOSSIBLE, pointer, detail);
    }

    public Reason reason() {
        return reason;
    }

    /** Which part of the body is meant; empty: the whole. */
    public String pointer() {
        return pointer;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
