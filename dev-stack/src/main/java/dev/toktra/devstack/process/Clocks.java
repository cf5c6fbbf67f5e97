package dev.toktra.devstack.process;

import java.time.Clock;

/** The clock of programs; tests have their own. */
public final class Clocks {

    private Clocks() {}

    public static Clock system() {
        return Clock.systemUTC();
    }
}
