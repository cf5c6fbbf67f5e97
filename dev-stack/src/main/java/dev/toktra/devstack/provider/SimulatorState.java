package dev.toktra.devstack.provider;

import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.script.Script;

/** Everything about a simulator that outlives its process: what was used, what goes wrong, and what time it is. */
record SimulatorState(Book book, Script script, SimulatorClock clock) {

    SimulatorState(SimulatorClock clock) {
        this(new Book(), new Script(), clock);
    }
}
