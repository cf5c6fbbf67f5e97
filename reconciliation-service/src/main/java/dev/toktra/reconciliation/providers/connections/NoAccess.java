package dev.toktra.reconciliation.providers.connections;

/** A connection that cannot be used; the message says why and what to do, for an administrator. */
public final class NoAccess extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoAccess(String words) {
        super(words, null, false, false);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
