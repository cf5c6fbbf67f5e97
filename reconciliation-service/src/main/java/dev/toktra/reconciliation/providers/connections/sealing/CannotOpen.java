package dev.toktra.reconciliation.providers.connections.sealing;

/** A secret that was sealed under another key, for something else, or was changed since; the message is for operators. */
public final class CannotOpen extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotOpen(String message) {
        super(message);
    }
}
