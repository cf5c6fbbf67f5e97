package dev.toktra.callerscope;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do in their organisation. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** All data, no settings. */
    ANALYST,
    /** The data of the own department's subtree. */
    LEAD,
    /** The own data. */
    MEMBER,
    /** Lifting anonymisation, with a reason. */
    PRIVACY_OFFICER;

    /** The role's name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a name on the wire; empty for one that this version does not know and that so grants nothing. */
    static Optional<Role> ofWire(String name) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(name)).findFirst();
    }
}
