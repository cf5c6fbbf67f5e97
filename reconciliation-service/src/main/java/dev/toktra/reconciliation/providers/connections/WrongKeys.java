package dev.toktra.reconciliation.providers.connections;

/** Keys that cannot be used; the message says which and what to do, for operators. */
final class WrongKeys extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongKeys(String message) {
        super(message);
    }
}
