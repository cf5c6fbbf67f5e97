package dev.toktra.agent.sender;

/** The sender ended before the queue was empty; what is left waits for the next start. */
public final class SenderStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SenderStopped(String why) {
        super(why);
    }
}
