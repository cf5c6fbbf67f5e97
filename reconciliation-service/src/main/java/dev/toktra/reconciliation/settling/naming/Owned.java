package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.settling.sharing.Attribution;
import dev.toktra.reconciliation.settling.sharing.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Whose a provider's figure is, and by what right.
 *
 * @param owner null where nothing says whose it is; then it is allocated
 */
public record Owned(@Nullable Owner owner, Attribution by) {

    static final Owned BY_NOBODY = new Owned(null, Attribution.ALLOCATED);
}
