package dev.toktra.scoring.scorecards;

import dev.toktra.scoring.viewing.SightStore;

/**
 * What cards are read by. Efficiency scores of people who are not shown by name are left out of others' cards, and a group's
 * come from the week's leaderboard, which withholds what would tell of a few.
 */
final class CardSql {

    private static final String ASKED = """
        , asked as (select $3::text as level, $4::date as date, $5::uuid as department_id, $6::uuid as team_id,
            $7::uuid as subject_id, $8::uuid as after, $9::int as most, $10::text as reach, $11::bool as named,
            $12::text as who, $13::timestamptz as now),
        night as (select max(c.night) as night from scorecard c, asked a where a.date is null or c.night <= a.date),
        below as (
            select a.department_id as id from asked a where a.department_id is not null
            union select u.unit_id from unit u join below b on u.parent_id = b.id where u.kind = 'department'),
        """;

    /** Departments, the organisation by a null, of which the caller lifted anonymity. */
    private static final String LIFTED = """
        lifted as (
            select l.department_id as id from anonymity_lift l, asked a where l.who = a.who and l.ends_at > a.now
            union select u.unit_id from unit u join lifted l on u.parent_id = l.id where u.kind = 'department'),
        """;

    private static final String SEEN = """
        seen as (
            select c.*, coalesce(p.name, u.name, o.name) as name,
                c.level in ('department', 'team', 'organisation') as of_group,
                a.named or c.level = 'employee' and c.subject_id is not distinct from $1::uuid
                    or c.level = 'employee' and exists (select from lifted l where l.id is null or l.id = c.department_id)
                    as plainly
            from scorecard c
            join night n using (night)
            cross join asked a
            left join person p on c.level = 'employee' and p.user_id = c.subject_id
            left join unit u on u.kind = c.level and u.unit_id = c.subject_id
            left join organisation o on c.level = 'organisation' and o.org_id = c.subject_id
            where c.level = a.level and coalesce(p.name, u.name, o.name) is not null
                and (a.subject_id is null or c.subject_id = a.subject_id)
                and (a.team_id is null or c.team_id = a.team_id or c.level = 'team' and c.subject_id = a.team_id)
                and (a.department_id is null or c.department_id in (select id from below)
                    or c.level = 'department' and c.subject_id in (select id from below))
                and (a.reach = 'organisation'
                    or c.level = 'employee' and c.subject_id is not distinct from $1::uuid
                    or a.reach = 'department' and (c.level <> 'department' and c.department_id in (select unit_id from own)
                        or c.level = 'department' and c.subject_id in (select unit_id from own)))),
        ranked as (select s.*, row_number() over (order by s.name, s.subject_id) as line from seen s),
        page as (
            select r.* from ranked r, asked a
            where a.after is null or r.line > (select o.line from ranked o where o.subject_id = a.after)
            order by r.line limit (select most from asked))
        """;

    /** Of a group that is not shown plainly: what the newest window until the night shows of it. */
    private static final String GROUPS = """
        select n.night, (select count(*) from ranked) as total_count,
            a.after is null or exists (select from ranked o where o.subject_id = a.after) as continues,
            p.level, p.subject_id, p.name, p.department_id, p.team_id, p.eligible, p.active_7, p.active_30, p.active_90,
            p.weeks, p.slope, p.slope_low, p.slope_high, p.tokens, p.settled_share, p.models, p.effective_models,
            p.providers::text as providers, p.settled_until, p.formula_version, p.computed_at,
            case when p.plainly then p.scored when p.of_group then g.scored end as scored,
            case when p.plainly then p.score when p.of_group then g.median end as score,
            case when p.plainly then p.score_change_30 end as score_change_30,
            case when p.plainly then p.score_change_90 end as score_change_90,
            not p.plainly and (not p.of_group or coalesce(g.withheld, true)) as withheld
        from night n
        cross join asked a
        left join page p on true
        left join lateral (
            select w.window_start, w.revision from leaderboard_window w where w.night <= n.night
            order by w.window_start desc, w.revision desc limit 1) w on true
        left join leaderboard_group g on g.window_start = w.window_start and g.revision = w.revision
            and g.level = p.level and g.subject_id = p.subject_id
        order by p.line
        """;

    /**
     * A page of cards. Parameters: viewer, today, level, date, department, team, subject, the last one before, how many, reach,
     * whether the organisation shows people by name, who asks, now.
     */
    static final String CARDS = SightStore.OWN + ASKED + LIFTED + SEEN + GROUPS;

    private CardSql() {}
}
