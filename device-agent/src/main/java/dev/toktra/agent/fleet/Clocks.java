package dev.toktra.agent.fleet;

import java.time.Clock;

/** The machine's clock, for a program that is not given another. */
public final class Clocks {

    private Clocks() {}

    public static Clock system() {
        return Clock.systemUTC();
    }
}
