package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.sums.UsageColumns;
import dev.toktra.reconciliation.usage.view.Restriction;
import dev.toktra.reconciliation.usage.view.Selection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows {@code u} that a selection is summed over: what devices counted, and beside it what of the providers' counts is
 * settled; where days are summed already, their sums. What comes from outside is always a parameter.
 */
final class UsageRows {

    private static final String BY_DAY = "select u.day, %s from device_daily u where u.day = any(%s)%s"
            + " union all select s.day, %s from settled_daily s where s.day = any(%2$s)%s";

    private static final String BY_HOUR = "select u.day, u.hour, u.zone, %s from device_hourly u"
            + " where u.day between $1 and $2%s"
            + " union all select s.day, s.hour, null, %s from settled_share s"
            + " join settled_cell c on c.org_id = s.org_id and c.provider = s.provider and c.hour = s.hour"
            + " and c.model = s.model and c.state in ('reconciled', 'restated')"
            + " where s.day between $1 and $2%s";

    private static final String PERSON_OF_THE_DAY = " left join identity_person p on p.identity_id = u.identity_id"
            + " and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)";

    /** A provider's unattributed rest may be a department's or a team's. */
    private static final String PLACE_OF_THE_DAY = " left join placement m on m.user_id = %s"
            + " and m.valid_from <= u.day and (m.valid_until is null or u.day < m.valid_until)"
            + " left join unit x on x.unit_id = u.unit_id";

    static final String DEPARTMENT =
            "coalesce(m.department_id, case when x.kind = 'team' then x.parent_id else u.unit_id end)";
    static final String TEAM = "coalesce(m.team_id, case when x.kind = 'team' then u.unit_id end)";

    private final List<Object> parameters = new ArrayList<>();
    private final Selection selection;
    private final List<LocalDate> behind;
    private final String behindDays;

    /**
     * @param behind days that are not summed or whose sums are not true; of hours there are no sums
     */
    UsageRows(Selection selection, List<LocalDate> behind) {
        this.selection = selection;
        this.behind = behind;
        parameters.add(selection.range().start());
        parameters.add(selection.range().end());
        this.behindDays = hourly() ? "" : bind(behind.toArray(LocalDate[]::new));
    }

    /**
     * Some of the rows.
     *
     * @param from where they are, with what is known of each row's person and place
     * @param user whose a row is
     * @param identity which of those who are unknown
     * @param sums of rows
     */
    record Part(String from, String user, String identity, String sums) {}

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    boolean hourly() {
        return selection.question().period() == Period.HOURLY;
    }

    /** All rows that there are of the selection. */
    List<Part> parts(boolean people) {
        List<Part> parts = new ArrayList<>();
        if (!hourly()) {
            parts.add(sums(people));
        }
        if (isAnythingBehind()) {
            parts.add(counted(people));
        }
        return parts;
    }

    boolean isAnythingBehind() {
        return hourly() || !behind.isEmpty();
    }

    /** The rows of days that are not summed. */
    Part counted(boolean people) {
        String user = "coalesce(p.user_id::text, u.subject, '" + UserFilter.UNKNOWN + "')";
        String joined = people || needsUnits() || selection.restriction().needsPeople() ? PERSON_OF_THE_DAY : "";
        String from = " from (" + rows(selection.restriction().user()) + ") u" + joined
                + places("coalesce(p.user_id, u.person)")
                + conditions(user);
        return new Part(
                from, user, "case when p.user_id is null then u.identity_id end", UsageColumns.sumsOfRows());
    }

    /** The sums of the other days: by person only where that matters. */
    Part sums(boolean people) {
        boolean apart = people || needsUnits() || selection.restriction().needsPeople();
        String from = " from " + (apart ? "usage_daily_person" : "usage_daily_model") + " u" + places("u.person")
                + conditions("u.subject");
        return new Part(
                from + (from.contains(" where ") ? " and " : " where ") + "u.day between $1 and $2 and u.day <> all("
                        + behindDays + ")",
                "u.subject",
                "u.identity_id",
                UsageColumns.sumsOfSums());
    }

    private boolean needsUnits() {
        List<Dimension> dimensions = selection.question().dimensions();
        return selection.restriction().needsUnits()
                || dimensions.contains(Dimension.DEPARTMENT)
                || dimensions.contains(Dimension.TEAM);
    }

    private String places(String person) {
        return needsUnits() ? PLACE_OF_THE_DAY.formatted(person) : "";
    }

    private String rows(@Nullable UserFilter user) {
        if (hourly()) {
            String shares = UsageColumns.SHARES.formatted(
                    "c.state", "case when s.cost is null then s.input + s.output else 0 end");
            return BY_HOUR.formatted(UsageColumns.DEVICES, identities(user), shares, subjects(user));
        }
        String shares = UsageColumns.SHARES.formatted("s.state", "s.unpriced");
        return BY_DAY.formatted(UsageColumns.DEVICES, behindDays, identities(user), shares, subjects(user));
    }

    /** Lets the database find one person's rows without reading everyone's. */
    private String identities(@Nullable UserFilter user) {
        if (user == null || user.userId() == null) {
            return user == null || user.attributed() ? "" : " and false";
        }
        return " and u.identity_id = any(array(select i.identity_id from identity_person i where i.user_id = "
                + bind(user.userId()) + "))";
    }

    private String subjects(@Nullable UserFilter user) {
        return user == null ? "" : " and s.subject = " + bind(user.key());
    }

    private String conditions(String whose) {
        Restriction restriction = selection.restriction();
        List<String> conditions = new ArrayList<>();
        UserFilter user = restriction.user();
        if (user != null) {
            conditions.add(whose + " = " + bind(user.key()));
        }
        if (restriction.model() != null) {
            String model = bind(restriction.model());
            conditions.add("(u.model = " + model + " or (u.provider, u.model) in (select n.provider, n.canonical"
                    + " from model_name n where n.name = " + model + "))");
        }
        if (restriction.provider() != null) {
            conditions.add("u.provider = " + bind(restriction.provider()));
        }
        if (restriction.departments() != null) {
            conditions.add(
                    DEPARTMENT + " = any(" + bind(restriction.departments().toArray(new UUID[0])) + ")");
        }
        if (restriction.team() != null) {
            conditions.add(TEAM + " = " + bind(restriction.team()));
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
