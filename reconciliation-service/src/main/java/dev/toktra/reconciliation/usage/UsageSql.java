package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.asking.view.UserFilter;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.view.Selection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts statements together from fragments; what comes from outside is always a parameter. */
final class UsageSql {

    /** Who is nobody, each of whom a summary shows beside the people. */
    private static final String NOBODY = "in ('" + UserFilter.UNKNOWN + "', '" + UserFilter.UNATTRIBUTED + "')";

    private final Selection selection;
    private final UsageRows rows;

    private UsageSql(Selection selection) {
        this.selection = selection;
        this.rows = new UsageRows(selection);
    }

    /** A statement and its parameters. */
    record Statement(String text, List<Object> parameters) {}

    /** A page, with the number of lines and the providers of the whole list in each row, or in one row without a line. */
    static Statement page(Selection selection, @Nullable Position after, int limit) {
        UsageSql sql = new UsageSql(selection);
        String keys = String.join(", ", sql.keys());
        String listed = sql.listed();
        String where = after == null ? "" : " where (" + keys + ") > (" + sql.bind(after) + ")";
        return sql.statement(listed + " select t.total_count, t.providers, l.*, who.email, who.name"
                + " from (select (select count(*) from listed) as total_count,"
                + " (select array_agg(distinct seen) from cells) as providers) t"
                + " left join (select * from listed" + where + " order by " + keys + " limit " + sql.rows.bind(limit)
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
     * and for who is nobody; {@code people} is how many made requests.
     */
    static Statement summary(Selection selection, int top) {
        UsageSql sql = new UsageSql(selection);
        String cells = "select " + sql.period() + " as period, u.provider, " + UsageRows.USER + " as user_key, "
                + UsageColumns.sumsOfRows() + sql.rows.from(true) + " group by 1, 2, 3";
        return sql.statement("with cells as (" + cells + "), summed as ("
                + "select grouping(period, provider, user_key) as kind, period, provider, user_key, "
                + UsageColumns.sumsOfSums()
                + " from cells group by grouping sets ((), (period), (provider), (user_key))), ranked as ("
                + "select *, row_number() over (partition by kind, case when user_key " + NOBODY + " then user_key end"
                + " order by " + UsageColumns.total(selection.question().source()) + " desc, user_key collate \"C\")"
                + " as rank, count(*) filter (where requests > 0 and user_key not " + NOBODY + ")"
                + " over (partition by kind) as people from summed)"
                + " select r.*, who.email, who.name from ranked r left join person who"
                + " on who.user_id = case when r.user_key not " + NOBODY + " then r.user_key::uuid end"
                + " where kind <> 6 or rank <= " + sql.rows.bind(top) + " order by kind, period, provider, rank");
    }

    /** The sums of everything, and how many identities of it nobody is known for. */
    static Statement totals(Selection selection) {
        UsageSql sql = new UsageSql(selection);
        return sql.statement("select " + UsageColumns.sumsOfRows()
                + ", count(distinct u.identity_id) filter (where p.user_id is null) as unknown_identities"
                + sql.rows.from(true));
    }

    /** Common tables {@code cells}, which still tell providers apart, and {@code listed}, the list. */
    private String listed() {
        List<Dimension> dimensions = selection.question().dimensions();
        String expressions =
                dimensions.stream().map(dimension -> ", " + column(dimension)).collect(Collectors.joining());
        String keys = String.join(", ", keys());
        String zone = rows.hourly() ? ", max(zone) as zone" : "";
        String cells = "select " + period() + " as period" + (rows.hourly() ? ", hour" : "") + expressions
                + ", u.provider as seen" + zone + ", " + UsageColumns.sumsOfRows()
                + rows.from(dimensions.contains(Dimension.USER)) + " group by " + keys + ", seen";
        String listed = dimensions.contains(Dimension.PROVIDER)
                ? "select * from cells"
                : "select " + keys + zone + ", " + UsageColumns.sumsOfSums() + " from cells group by " + keys;
        return "with cells as materialized (" + cells + "), listed as (" + listed + ")";
    }

    private String names() {
        return selection.question().dimensions().contains(Dimension.USER)
                ? " left join person who on who.user_id = case when l.user_key not " + NOBODY
                        + " then l.user_key::uuid end"
                : " left join person who on false";
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add("period");
        if (rows.hourly()) {
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
            case USER -> UsageRows.USER;
            case MODEL -> "u.model";
            case PROVIDER -> "u.provider";
            case DEPARTMENT -> "coalesce(" + UsageRows.DEPARTMENT + "::text, '" + Names.NONE + "')";
            case TEAM -> "coalesce(" + UsageRows.TEAM + "::text, '" + Names.NONE + "')";
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

    private String bind(Position after) {
        List<String> values = new ArrayList<>();
        values.add(rows.bind(after.period()));
        if (after.hour() != null) {
            values.add(rows.bind(after.hour().atOffset(ZoneOffset.UTC)));
        }
        after.keys().forEach(key -> values.add(rows.bind(key)));
        return String.join(", ", values);
    }

    private Statement statement(String text) {
        return new Statement(text, rows.parameters());
    }
}
