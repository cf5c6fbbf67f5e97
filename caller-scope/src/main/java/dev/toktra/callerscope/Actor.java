package dev.toktra.callerscope;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of caller acts. */
public enum Actor {
    /** A person who signed in. */
    PERSON,
    /** A program with an API key. */
    KEY,
    /** A program with OAuth client credentials. */
    CLIENT,
    /** Nobody known: what is open to everyone. */
    ANONYMOUS;

    /** The kind's name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Actor> ofWire(String name) {
        return Arrays.stream(values())
                .filter(actor -> actor.wire().equals(name))
                .findFirst();
    }
}
