package dev.toktra.agent.command;

/** The command line cannot be understood; the message says which part and what would be right. */
final class WrongOption extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongOption(String message) {
        super(message);
    }
}
