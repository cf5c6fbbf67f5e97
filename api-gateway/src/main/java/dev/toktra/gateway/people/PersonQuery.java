package dev.toktra.gateway.people;

import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.organisations.Place;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which people are wanted; null: whatever it is.
 *
 * @param departmentId the department they belong to today, not those below it
 * @param teamId the team they belong to today
 */
record PersonQuery(
        @Nullable String email,
        @Nullable Status status,
        @Nullable UUID departmentId,
        @Nullable UUID teamId) {

    private static final String MEMBER = " and exists (select from membership m"
            + " where m.org_id = p.org_id and m.user_id = p.user_id and m.valid_from <= :today"
            + " and (m.valid_until is null or m.valid_until > :today)";

    /** The department and the team that are named. */
    Place place() {
        return new Place(departmentId, teamId);
    }

    /** The condition on {@code person p}. */
    String where() {
        return "p.org_id = :org and not p.deleted"
                + (email == null ? "" : " and lower(p.email) = :email")
                + (status == null ? "" : " and p.status = :status")
                + (departmentId == null ? "" : MEMBER + " and m.department_id = :department)")
                + (teamId == null ? "" : MEMBER + " and m.team_id = :team)");
    }

    /** The condition's parameters. */
    Map<String, Object> parameters(UUID orgId, LocalDate today) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("org", orgId);
        if (email != null) {
            parameters.put("email", email.toLowerCase(Locale.ROOT));
        }
        if (status != null) {
            parameters.put("status", status.name().toLowerCase(Locale.ROOT));
        }
        if (departmentId != null) {
            parameters.put("department", departmentId);
        }
        if (teamId != null) {
            parameters.put("team", teamId);
        }
        if (departmentId != null || teamId != null) {
            parameters.put("today", today);
        }
        return parameters;
    }
}
