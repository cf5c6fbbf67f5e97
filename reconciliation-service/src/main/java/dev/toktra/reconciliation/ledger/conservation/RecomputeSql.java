package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.reconciliation.ledger.counting.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sums a day anew from its single events and compares; each comparison is one statement, and so of one moment. */
final class RecomputeSql {

    private static final String CALL = "org_id, day, hour, identity_id, provider, model, application";
    private static final String KEYS = CALL + ", token_source, client";
    private static final String DAY_KEYS =
            "org_id, day, identity_id, provider, model, application, token_source, client";
    private static final String WASTED = "wasted_";

    /** Sums from before token sources and clients were told apart are compared without them. */
    private static final String OF_OLD = "case when old.hour is null then %1$s else 'unknown' end as %1$s";

    /** The raw rows of a day are in the partitions of the UTC days around it. */
    static final String HOURLY = """
            with old as (select distinct %1$s from usage_hourly where day = $1 and token_source = 'unknown'),
            called as (
                select org_id, day, date_trunc('hour', counted_at, 'UTC') as hour, identity_id, provider,
                    coalesce(model, 'unknown') as model, coalesce(application, 'unknown') as application, token_source,
                    coalesce(client, 'unknown') as client, status, attempt, fresh_input, cache_read, cache_write, output,
                    reasoning, edits_accepted, edits_rejected, lines_accepted, commits, pull_requests
                from usage_event
                where counted_on between $1::date - 1 and $1::date + 1 and day = $1)
            select count(*) as differences
            from (
                select %1$s, %2$s, %3$s, %4$s
                from called left join old using (%1$s)
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9) raw
            full join (
                select %1$s, %2$s, %3$s, %5$s
                from usage_hourly left join old using (%1$s)
                where day = $1
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9) summed using (%6$s)
            where (%7$s) is distinct from (%8$s)""".formatted(
                    CALL,
                    OF_OLD.formatted("token_source"),
                    OF_OLD.formatted("client"),
                    sums(),
                    summed(),
                    KEYS,
                    columns("raw."),
                    columns("summed."));

    /** Days that are marked are behind on purpose. */
    static final String DAILY = """
            with dirty as (select distinct org_id, day from dirty_day where day = $1)
            select count(*) as differences
            from (
                select %s, %s from usage_hourly where day = $1
                group by %s) hours
            full join (select %s, %s from usage_daily where day = $1) days using (%s)
            where (org_id, day) not in (select org_id, day from dirty) and (%s) is distinct from (%s)""".formatted(
                    DAY_KEYS, summed(), DAY_KEYS, DAY_KEYS, columns(""), DAY_KEYS, columns("hours."), columns("days."));

    private RecomputeSql() {}

    private static String columns(String table) {
        return Arrays.stream(Measure.values())
                .map(measure -> table + measure.column())
                .collect(Collectors.joining(", "));
    }

    private static String summed() {
        return Arrays.stream(Measure.values())
                .map(measure -> "sum(%1$s)::bigint as %1$s".formatted(measure.column()))
                .collect(Collectors.joining(", "));
    }

    private static String sums() {
        return Arrays.stream(Measure.values())
                .map(measure -> "coalesce(" + sum(measure) + ", 0)::bigint as " + measure.column())
                .collect(Collectors.joining(", "));
    }

    private static String sum(Measure measure) {
        String column = measure.name().toLowerCase(Locale.ROOT);
        return switch (measure) {
            case REQUESTS -> "count(*)";
            case FAILED_REQUESTS -> "count(*) filter (where status >= 400)";
            case RETRIED_REQUESTS -> "count(*) filter (where attempt > 1)";
            case SMALL_REQUESTS ->
                "count(*) filter (where fresh_input + cache_read + cache_write < 2000 and output < 500)";
            default ->
                column.startsWith(WASTED)
                        ? "sum(" + column.substring(WASTED.length()) + ") filter (where status >= 400 or attempt > 1)"
                        : "sum(" + column + ")";
        };
    }
}
