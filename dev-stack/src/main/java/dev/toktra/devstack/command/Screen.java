package dev.toktra.devstack.command;

import java.io.PrintStream;

/** What the launcher shows: sentences that stay, and a line of progress that a terminal shows in one place. */
final class Screen {

    /** Stands before a line of progress where there is no terminal, so that whoever reads on knows it for one. */
    private static final String MARK = "... ";

    /** Ahead of it the cursor goes to the begin of the line, and what is too long is cut instead of wrapped. */
    private static final String IN_PLACE = "\r\u001b[?7l";

    private static final String REST_OF_LINE_IS_EMPTY = "\u001b[K\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private boolean inLine;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output; the script knows whether that is a terminal. */
    static Screen standard() {
        return new Screen(System.out, Boolean.getBoolean("toktra.terminal"));
    }

    synchronized void say(String words) {
        rest();
        out.println(words);
    }

    /** Takes the place of the progress before, where the screen can do that. */
    synchronized void progress(String words) {
        if (terminal) {
            out.print(IN_PLACE + words + REST_OF_LINE_IS_EMPTY);
            out.flush();
            inLine = true;
        } else {
            out.println(MARK + words);
        }
    }

    /** Shows a line that another screen without a terminal wrote. */
    void showAgain(String line) {
        if (line.startsWith(MARK)) {
            progress(line.substring(MARK.length()));
        } else {
            say(line);
        }
    }

    /** Leaves the last progress where it is. */
    synchronized void rest() {
        if (inLine) {
            out.println();
            inLine = false;
        }
    }
}
