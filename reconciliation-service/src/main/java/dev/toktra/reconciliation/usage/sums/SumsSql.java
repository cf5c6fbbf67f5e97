package dev.toktra.reconciliation.usage.sums;

/** Sums some days anew; parameters are organisations and days, one of each for a day. */
final class SumsSql {

    private static final String PICKED = "(select * from unnest(?::uuid[], ?::date[]))";

    /** Before anything is read: a mark that is not seen here is of a change that a later look will see. */
    static final String UNMARK = "delete from dirty_sum where (org_id, day) in " + PICKED;

    static final String FORGET_PEOPLE = "delete from usage_daily_person where (org_id, day) in " + PICKED;

    static final String FORGET_MODELS = "delete from usage_daily_model where (org_id, day) in " + PICKED;

    static final String SUMMED = "insert into summed_day " + PICKED + " on conflict do nothing";

    private static final String SUBJECT = "coalesce(p.user_id::text, u.subject, 'unknown')";
    private static final String PERSON = "coalesce(p.user_id, u.person)";
    private static final String NOBODY = "case when p.user_id is null then u.identity_id end";

    /** Reads each row of a day once: people's sums, and of those the models'. */
    static final String SUM = """
            with picked as (select * from unnest(?::uuid[], ?::date[]) k(org_id, day)),
            counted as (
                select u.org_id, u.day, %1$s
                from picked k
                cross join lateral (
                    select * from device_daily d where d.org_id = k.org_id and d.day = k.day offset 0) u
                union all
                select s.org_id, s.day, %2$s
                from picked k join settled_daily s on s.org_id = k.org_id and s.day = k.day),
            summed as materialized (
                select u.org_id, u.day, u.provider, u.model, u.application, %3$s as subject, %4$s as person,
                    %5$s as identity_id, u.unit_id, %6$s
                from counted u
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
                group by u.org_id, u.day, u.provider, u.model, u.application, %3$s, %4$s, %5$s, u.unit_id),
            people as (
                insert into usage_daily_person (org_id, day, provider, model, application, subject, person,
                    identity_id, unit_id, %7$s)
                select * from summed)
            insert into usage_daily_model (org_id, day, provider, model, application, %7$s)
            select org_id, day, provider, model, application, %8$s from summed
            group by org_id, day, provider, model, application""".formatted(
                    UsageColumns.DEVICES,
                    UsageColumns.SHARES.formatted("s.state", "s.unpriced"),
                    SUBJECT,
                    PERSON,
                    NOBODY,
                    UsageColumns.sumsOfRows(),
                    UsageColumns.names(),
                    UsageColumns.sumsOfSums());

    private SumsSql() {}
}
