package dev.toktra.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * A record on a compacted topic: the whole state of one thing, replaced by a record of the same key and a higher version.
 * A reader keeps the highest version it has seen; {@code deleted} is the last state of a thing that is gone.
 */
public sealed interface State
        permits DeviceState,
                OrganisationState,
                PersonState,
                UnitState,
                DailyUsage,
                BudgetStatus,
                ModelTier,
                EfficiencyScore {

    UUID orgId();

    /** Grows with every change of this thing, also after a restored backup: at least the clock in microseconds. */
    long version();

    boolean deleted();

    /** The record's key on its topic. */
    @JsonIgnore
    String key();

    /** The last state of this thing, in a version of its own: deleted, and without what it was called and held. */
    State erased(long lastVersion);
}
