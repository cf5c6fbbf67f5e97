package dev.toktra.reconciliation.usage;

import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Position;
import dev.toktra.reconciliation.usage.question.UserFilter;
import dev.toktra.reconciliation.usage.sums.UsageColumns;
import dev.toktra.reconciliation.usage.view.Selection;
import java.time.LocalDate;
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

    private UsageSql(Selection selection, List<LocalDate> behind) {
        this.selection = selection;
        this.rows = new UsageRows(selection, behind);
    }

    /** A statement and its parameters. */
    record Statement(String text, List<Object> parameters) {}

    /** A page, with the number of lines and the providers of the whole list in each row, or in one row without a line. */
    static Statement page(Selection selection, List<LocalDate> behind, @Nullable Position after, int limit) {
        UsageSql sql = new UsageSql(selection, behind);
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
    static Statement list(Selection selection, List<LocalDate> behind) {
        UsageSql sql = new UsageSql(selection, behind);
        return sql.statement(sql.listed() + " select l.*, who.email, who.name from listed l" + sql.names()
                + " order by " + String.join(", ", sql.keys()));
    }

    /**
     * The sums of everything (kind 7), by period (3), by provider (5), and by person (6) for those with the most tokens
     * and for who is nobody; {@code people} is how many made requests. Only those people are summed in full, and rows of
     * days that are not summed are read once.
     */
    static Statement summary(Selection selection, List<LocalDate> behind, int top) {
        UsageSql sql = new UsageSql(selection, behind);
        return sql.statement("with " + sql.lately() + "steps as (" + sql.steps() + "), ranked as (" + sql.ranked()
                + "), chosen as (select * from ranked where rank <= " + sql.rows.bind(top) + "), people as ("
                + sql.people() + "), summed as (select 2 * grouping(period, provider) + 1 as kind, period, provider,"
                + " null as user_key, null::bigint as identities, " + UsageColumns.sumsOfSums()
                + " from steps group by grouping sets ((), (period), (provider))"
                + " union all select 6, null, null, user_key, count(distinct identity_id), " + UsageColumns.sumsOfSums()
                + " from people group by user_key)"
                + " select s.*, chosen.rank, chosen.people, who.email, who.name from summed s left join chosen"
                + " using (user_key) left join person who on who.user_id = case when s.user_key not " + NOBODY
                + " then s.user_key::uuid end order by kind, period, provider, rank");
    }

    /** The sums of everything. */
    static Statement totals(Selection selection, List<LocalDate> behind) {
        UsageSql sql = new UsageSql(selection, behind);
        String parts = sql.rows.parts(false).stream()
                .map(part -> "select " + part.sums() + part.from())
                .collect(Collectors.joining(" union all "));
        return sql.statement("select " + UsageColumns.sumsOfSums() + " from (" + parts + ") t");
    }

    /** A common table of the days that are not summed, if there are any. */
    private String lately() {
        if (!rows.isAnythingBehind()) {
            return "";
        }
        UsageRows.Part counted = rows.counted(true);
        return "lately as materialized (select " + period() + " as period, u.provider, " + counted.user()
                + " as user_key, " + counted.identity() + " as identity_id, " + counted.sums() + counted.from()
                + " group by 1, 2, 3, 4), ";
    }

    private String steps() {
        UsageRows.Part sums = rows.sums(false);
        return "select " + period() + " as period, u.provider, " + sums.sums() + sums.from() + " group by 1, 2"
                + also("period, provider", "");
    }

    /** People by their tokens, each who is nobody apart. */
    private String ranked() {
        UsageRows.Part sums = rows.sums(true);
        String total = UsageColumns.total(selection.question().source());
        String each = "select %s as user_key, coalesce(sum(requests), 0) as requests, sum(" + total + ") as total";
        String people = each.formatted(sums.user()) + sums.from() + " group by 1"
                + (rows.isAnythingBehind()
                        ? " union all " + each.formatted("user_key") + " from lately group by user_key"
                        : "");
        return "select user_key, row_number() over (partition by case when user_key " + NOBODY + " then user_key end"
                + " order by total desc, user_key collate \"C\") as rank, count(*) filter (where requests > 0"
                + " and user_key not " + NOBODY + ") over () as people from (select user_key, sum(requests) as requests,"
                + " sum(total) as total from (" + people + ") p group by user_key) p";
    }

    private String people() {
        UsageRows.Part sums = rows.sums(true);
        return "select " + sums.user() + " as user_key, " + sums.identity() + " as identity_id, " + sums.sums()
                + sums.from() + " and u.subject in (select user_key from chosen) group by 1, 2"
                + also("user_key, identity_id", " where user_key in (select user_key from chosen)");
    }

    private String also(String keys, String where) {
        return rows.isAnythingBehind()
                ? " union all select " + keys + ", " + UsageColumns.sumsOfSums() + " from lately" + where + " group by "
                        + keys
                : "";
    }

    /** Common tables {@code cells}, which still tell providers and summed days apart, and {@code listed}, the list. */
    private String listed() {
        List<Dimension> dimensions = selection.question().dimensions();
        String keys = String.join(", ", keys());
        String zone = rows.hourly() ? ", max(zone) as zone" : "";
        String cells = rows.parts(dimensions.contains(Dimension.USER)).stream()
                .map(part -> "select " + period() + " as period" + (rows.hourly() ? ", hour" : "")
                        + dimensions.stream()
                                .map(dimension -> ", " + column(dimension, part))
                                .collect(Collectors.joining())
                        + ", u.provider as seen" + zone + ", " + part.sums() + part.from() + " group by " + keys
                        + ", seen")
                .collect(Collectors.joining(" union all "));
        String listed = isOneOfEach()
                ? "select * from cells"
                : "select " + keys + zone + ", " + UsageColumns.sumsOfSums() + " from cells group by " + keys;
        return "with cells as materialized (" + cells + "), listed as (" + listed + ")";
    }

    /** Whether a line has one cell: of each provider, and of days that are either summed or not. */
    private boolean isOneOfEach() {
        Period period = selection.question().period();
        boolean days = period == Period.DAILY || period == Period.HOURLY;
        return selection.question().dimensions().contains(Dimension.PROVIDER) && (days || !rows.isAnythingBehind());
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
    private static String column(Dimension dimension, UsageRows.Part part) {
        String value = switch (dimension) {
            case USER -> part.user();
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
