package dev.toktra.ingest.wire;

import org.jspecify.annotations.Nullable;

/** A body of which nothing can be taken; its message never holds anything that was sent. */
public final class UnreadableBody extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Reason {
        /** Not the document that is expected. */
        MALFORMED,
        /** More than one request may bring; half of it may do. */
        TOO_LARGE,
        /** An encoding or type that is not read here. */
        UNSUPPORTED
    }

    private final Reason reason;
    private final @Nullable String pointer;

    UnreadableBody(Reason reason, String detail, @Nullable String pointer) {
        super(detail, null, false, false);
        this.reason = reason;
        this.pointer = pointer;
    }

    static UnreadableBody malformed(String pointer, String detail) {
        return new UnreadableBody(Reason.MALFORMED, detail, pointer);
    }

    static UnreadableBody malformed(String detail) {
        return new UnreadableBody(Reason.MALFORMED, detail, null);
    }

    static UnreadableBody tooLarge(String detail) {
        return new UnreadableBody(Reason.TOO_LARGE, detail, null);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** A JSON pointer to the culprit, through known names only; null where it is the body as a whole. */
    public @Nullable String pointer() {
        return pointer;
    }
}
