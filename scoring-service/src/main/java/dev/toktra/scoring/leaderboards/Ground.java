package dev.toktra.scoring.leaderboards;

import dev.toktra.callerscope.Reach;
import dev.toktra.events.OrganisationState.Privacy;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The department that a leaderboard is about, and how the caller stands to it.
 *
 * @param departmentId null: the organisation
 * @param known whether there is such a department
 * @param below it with those below; null: all people
 * @param own whether it is the caller's department of today or below it
 * @param home whether it is the caller's department of today
 * @param lifted whether the caller lifted anonymity of it and that still holds
 */
record Ground(
        @Nullable UUID departmentId,
        @Nullable String name,
        boolean known,
        @Nullable List<UUID> below,
        boolean own,
        boolean home,
        boolean lifted) {

    /** Whether the caller's roles let them see this department's leaderboards. */
    boolean within(Reach reach) {
        return switch (reach) {
            case ORGANISATION -> true;
            case DEPARTMENT -> departmentId != null && own;
            case SELF -> departmentId != null && home;
            case NOTHING -> false;
        };
    }

    /** What is shown where nothing else is asked; members are not shown each other by name. */
    static View usual(Privacy privacy, Reach reach) {
        return switch (privacy) {
            case NAMED -> reach == Reach.SELF ? View.ANONYMISED : View.NAMED;
            case ANONYMISED -> View.ANONYMISED;
            case TEAMS_ONLY -> View.TEAMS;
        };
    }

    /** Whether the caller may see people or teams in this way. */
    boolean shows(View view, Privacy privacy, Reach reach) {
        return switch (view) {
            case NAMED -> reach != Reach.SELF && (lifted || privacy == Privacy.NAMED);
            case ANONYMISED -> privacy != Privacy.TEAMS_ONLY;
            case TEAMS -> true;
        };
    }
}
