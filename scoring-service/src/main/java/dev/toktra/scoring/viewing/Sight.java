package dev.toktra.scoring.viewing;

import dev.toktra.callerscope.Reach;
import dev.toktra.events.OrganisationState.Privacy;
import dev.toktra.scoring.directory.Organisation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sees of the organisation.
 *
 * @param viewer the person who asks; null for programs
 * @param today the organisation's day
 * @param privacyOfficer whether privacy rules are lifted for the caller
 */
public record Sight(
        Organisation organisation, Reach reach, @Nullable UUID viewer, LocalDate today, boolean privacyOfficer) {

    /** Whether roles let the caller see everyone. */
    public boolean everything() {
        return reach == Reach.ORGANISATION;
    }

    /** Whether the organisation lets the caller see results of single people other than themselves. */
    public boolean othersByName() {
        return privacyOfficer || organisation.privacy() == Privacy.NAMED;
    }
}
