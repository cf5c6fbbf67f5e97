package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.view.Restriction;
import dev.toktra.reconciliation.asking.view.UserFilter;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.view.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows {@code u} that a selection is summed over: what devices counted, and beside it what of the providers' counts is
 * settled. What comes from outside is always a parameter.
 */
final class UsageRows {

    private static final String BY_DAY = "select u.day, %s from device_daily u where u.day between $1 and $2%s"
            + " union all select s.day, %s from settled_daily s where s.day between $1 and $2%s";

    private static final String BY_HOUR = "select u.day, u.hour, u.zone, %s from device_hourly u"
            + " where u.day between $1 and $2%s"
            + " union all select s.day, s.hour, null, %s from settled_share s"
            + " join settled_cell c on c.org_id = s.org_id and c.provider = s.provider and c.hour = s.hour"
            + " and c.model = s.model and c.state in ('reconciled', 'restated')"
            + " where s.day between $1 and $2%s";

    private static final String PERSON_OF_THE_DAY = " left join identity_person p on p.identity_id = u.identity_id"
            + " and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)";

    /** A provider's unattributed rest may be a department's or a team's. */
    private static final String PLACE_OF_THE_DAY = " left join placement m on m.user_id = coalesce(p.user_id, u.person)"
            + " and m.valid_from <= u.day and (m.valid_until is null or u.day < m.valid_until)"
            + " left join unit x on x.unit_id = u.unit_id";

    static final String PERSON = "coalesce(p.user_id, u.person)";
    static final String USER = "coalesce(p.user_id::text, u.subject, '" + UserFilter.UNKNOWN + "')";
    static final String DEPARTMENT =
            "coalesce(m.department_id, case when x.kind = 'team' then x.parent_id else u.unit_id end)";
    static final String TEAM = "coalesce(m.team_id, case when x.kind = 'team' then u.unit_id end)";

    private final List<Object> parameters = new ArrayList<>();
    private final Selection selection;

    UsageRows(Selection selection) {
        this.selection = selection;
        parameters.add(selection.range().start());
        parameters.add(selection.range().end());
    }

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

    /** From all rows that there are of the selection. */
    String from(boolean people) {
        List<Dimension> dimensions = selection.question().dimensions();
        Restriction restriction = selection.restriction();
        boolean units = restriction.needsUnits()
                || dimensions.contains(Dimension.DEPARTMENT)
                || dimensions.contains(Dimension.TEAM);
        return " from (" + rows(restriction.user()) + ") u"
                + (people || units || restriction.needsPeople() ? PERSON_OF_THE_DAY : "")
                + (units ? PLACE_OF_THE_DAY : "")
                + conditions(restriction);
    }

    private String rows(@Nullable UserFilter user) {
        String shares = hourly()
                ? UsageColumns.SHARES.formatted(
                        "c.state", "case when s.cost is null then s.input + s.output else 0 end")
                : UsageColumns.SHARES.formatted("s.state", "s.unpriced");
        return (hourly() ? BY_HOUR : BY_DAY).formatted(UsageColumns.DEVICES, identities(user), shares, subjects(user));
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

    private String conditions(Restriction restriction) {
        List<String> conditions = new ArrayList<>();
        UserFilter user = restriction.user();
        if (user != null) {
            conditions.add(USER + " = " + bind(user.key()));
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
