package dev.toktra.agent.spool;

/** The disk refused; the spool takes nothing more until it is opened again, and what it acknowledged is on the disk. */
public final class SpoolBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SpoolBroken(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
