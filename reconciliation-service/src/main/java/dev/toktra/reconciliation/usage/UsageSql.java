package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.view.Restriction;
import dev.toktra.reconciliation.usage.view.Selection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts statements together from the fragments below; what comes from outside is always a parameter. */
final class UsageSql {

    private static final String SUMS = "requests, fresh_input, cache_read, cache_write, output, reasoning";
    private static final String KEYS = "day, identity_id, provider, model, application, " + SUMS;

    /** Days that the rollup has caught up with from the daily sums, the others from the hourly ones. */
    private static final String BY_DAY = "select " + KEYS + " from usage_daily"
            + " where day between $1 and $2 and day not in (select day from dirty_day)"
            + " union all select " + KEYS + " from usage_hourly"
            + " where day between $1 and $2 and day in (select day from dirty_day)";

    private static final String BY_HOUR =
            "select hour, zone, " + KEYS + " from usage_hourly where day between $1 and $2";

    private static final String PERSON_OF_THE_DAY = " left join identity_person p on p.identity_id = u.identity_id"
            + " and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)";

    private static final String PLACE_OF_THE_DAY = " left join placement m on m.user_id = p.user_id"
            + " and m.valid_from <= u.day and (m.valid_until is null or u.day < m.valid_until)";

    private final List<Object> parameters = new ArrayList<>();
    private final Selection selection;

    private UsageSql(Selection selection) {
        this.selection = selection;
        parameters.add(selection.range().start());
        parameters.add(selection.range().end());
    }

    /** A statement and its parameters. */
    record Statement(String text, List<Object> parameters) {}

    /** A page, with the number of lines and the providers of the whole list in each row, or in one row without a line. */
    static Statement page(Selection selection, @Nullable Position after, int limit) {
        UsageSql sql = new UsageSql(selection);
        String keys = String.join(", ", sql.keys());
        String where = after == null ? "" : " where (" + keys + ") > (" + sql.bind(after) + ")";
        return sql.statement(sql.listed() + " select t.total_count, t.providers, l.*, who.email, who.name"
                + " from (select (select count(*) from listed) as total_count,"
                + " (select array_agg(distinct seen) from cells) as providers) t"
                + " left join (select * from listed" + where + " order by " + keys + " limit " + sql.bind(limit)
                + ") l on true" + sql.names() + " order by " + keys);
    }

    /** The whole list in its order. */
    static Statement list(Selection selection) {
        UsageSql sql = new UsageSql(selection);
        return sql.statement(sql.listed() + " select l.*, who.email, who.name from listed l" + sql.names()
                + " order by " + String.join(", ", sql.keys()));
    }

    /**
     * The sums of everything (kind 7), by period (3), by provider (5), and by person (6) for those with the most tokens
     * and for the unknown; {@code people} is how many there are.
     */
    static Statement summary(Selection selection, int top) {
        UsageSql sql = new UsageSql(selection);
        String cells = "select " + sql.period() + " as period, u.provider, p.user_id, " + sums("u.") + sql.from(true)
                + " group by 1, 2, 3";
        return sql.statement("with cells as (" + cells + "), summed as ("
                + "select grouping(period, provider, user_id) as kind, period, provider, user_id, " + sums("")
                + " from cells group by grouping sets ((), (period), (provider), (user_id))), ranked as ("
                + "select *, row_number() over (partition by kind, user_id is null"
                + " order by fresh_input + cache_read + cache_write + output desc, user_id) as rank,"
                + " count(user_id) over (partition by kind) as people from summed)"
                + " select r.*, who.email, who.name from ranked r left join person who on who.user_id = r.user_id"
                + " where kind <> 6 or rank <= " + sql.bind(top) + " order by kind, period, provider, rank");
    }

    /** The sums of everything, and how many identities of it nobody is known for. */
    static Statement totals(Selection selection) {
        UsageSql sql = new UsageSql(selection);
        return sql.statement("select " + sums("u.")
                + ", count(distinct u.identity_id) filter (where p.user_id is null) as unknown_identities"
                + sql.from(true));
    }

    /** Common tables {@code cells}, which still tell providers apart, and {@code listed}, the list. */
    private String listed() {
        List<Dimension> dimensions = selection.question().dimensions();
        String expressions =
                dimensions.stream().map(dimension -> ", " + column(dimension)).collect(Collectors.joining());
        String keys = String.join(", ", keys());
        String zone = hourly() ? ", max(zone) as zone" : "";
        String cells = "select " + period() + " as period" + (hourly() ? ", hour" : "") + expressions
                + ", u.provider as seen" + zone + ", " + sums("u.") + from(dimensions.contains(Dimension.USER))
                + " group by " + keys + ", seen";
        String listed = dimensions.contains(Dimension.PROVIDER)
                ? "select * from cells"
                : "select " + keys + zone + ", " + sums("") + " from cells group by " + keys;
        return "with cells as materialized (" + cells + "), listed as (" + listed + ")";
    }

    private String from(boolean people) {
        List<Dimension> dimensions = selection.question().dimensions();
        Restriction restriction = selection.restriction();
        boolean units = restriction.needsUnits()
                || dimensions.contains(Dimension.DEPARTMENT)
                || dimensions.contains(Dimension.TEAM);
        return " from (" + (hourly() ? BY_HOUR : BY_DAY) + ") u"
                + (people || units || restriction.needsPeople() ? PERSON_OF_THE_DAY : "")
                + (units ? PLACE_OF_THE_DAY : "")
                + conditions(restriction);
    }

    private String conditions(Restriction restriction) {
        List<String> conditions = new ArrayList<>();
        UserFilter user = restriction.user();
        if (user != null) {
            conditions.add(user.userId() == null ? "p.user_id is null" : "p.user_id = " + bind(user.userId()));
        }
        if (restriction.model() != null) {
            conditions.add("u.model = " + bind(restriction.model()));
        }
        if (restriction.provider() != null) {
            conditions.add("u.provider = " + bind(restriction.provider()));
        }
        if (restriction.departments() != null) {
            conditions.add(
                    "m.department_id = any(" + bind(restriction.departments().toArray(new UUID[0])) + ")");
        }
        if (restriction.team() != null) {
            conditions.add("m.team_id = " + bind(restriction.team()));
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private String names() {
        return selection.question().dimensions().contains(Dimension.USER)
                ? " left join person who on who.user_id = nullif(l.user_key, '" + UserFilter.UNKNOWN + "')::uuid"
                : " left join person who on false";
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add("period");
        if (hourly()) {
            keys.add("hour");
        }
        selection.question().dimensions().forEach(dimension -> keys.add(key(dimension)));
        return keys;
    }

    /** The column of a dimension in a list. */
    static String key(Dimension dimension) {
        return switch (dimension) {
            case USER -> "user_key";
            case MODEL -> "model_key";
            case PROVIDER -> "provider_key";
            case DEPARTMENT -> "department_key";
            case TEAM -> "team_key";
            case APPLICATION -> "application_key";
        };
    }

    /** Sorted by bytes, so that the order is the same in every database. */
    private static String column(Dimension dimension) {
        String value = switch (dimension) {
            case USER -> "coalesce(p.user_id::text, '" + UserFilter.UNKNOWN + "')";
            case MODEL -> "u.model";
            case PROVIDER -> "u.provider";
            case DEPARTMENT -> "coalesce(m.department_id::text, '" + Names.NONE + "')";
            case TEAM -> "coalesce(m.team_id::text, '" + Names.NONE + "')";
            case APPLICATION -> "u.application";
        };
        return value + " collate \"C\" as " + key(dimension);
    }

    private String period() {
        return switch (selection.question().period()) {
            case HOURLY, DAILY -> "u.day";
            case WEEKLY -> "date_trunc('week', u.day::timestamp)::date";
            case MONTHLY -> "date_trunc('month', u.day::timestamp)::date";
        };
    }

    private boolean hourly() {
        return selection.question().period() == Period.HOURLY;
    }

    private static String sums(String table) {
        return List.of(SUMS.split(", ")).stream()
                .map(column -> "sum(" + table + column + ") as " + column)
                .collect(Collectors.joining(", "));
    }

    private String bind(Position after) {
        List<String> values = new ArrayList<>();
        values.add(bind((Object) after.period()));
        if (after.hour() != null) {
            values.add(bind((Object) after.hour().atOffset(ZoneOffset.UTC)));
        }
        after.keys().forEach(key -> values.add(bind((Object) key)));
        return String.join(", ", values);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private Statement statement(String text) {
        return new Statement(text, List.copyOf(parameters));
    }
}
