package dev.toktra.reconciliation.settling.sharing;

import java.util.UUID;

/** Whose a provider's figure is said to be. */
public sealed interface Owner {

    /** A person. */
    record Person(UUID userId) implements Owner {}

    /** A department or team: its people share the figure. */
    record Unit(UUID unitId) implements Owner {}
}
