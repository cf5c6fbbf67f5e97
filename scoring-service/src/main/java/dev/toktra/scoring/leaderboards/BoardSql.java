package dev.toktra.scoring.leaderboards;

import dev.toktra.scoring.viewing.SightStore;

/** What leaderboards are read by. */
final class BoardSql {

    /**
     * A {@link Ground}. Parameters: viewer, today, department asked for, whether the viewer's own is meant otherwise, who
     * asks, now.
     */
    static final String GROUND = SightStore.OWN + """
        , home as (
            select m.department_id from membership m
            where m.user_id = $1::uuid and m.department_id is not null
                and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)
            order by m.place desc limit 1),
        asked as (select coalesce($3::uuid, case when $4::bool then (select department_id from home) end) as id),
        below as (
            select a.id from asked a where a.id is not null
            union select u.unit_id from unit u join below b on u.parent_id = b.id where u.kind = 'department'),
        above as (
            select a.id from asked a where a.id is not null
            union select u.parent_id from unit u join above b on u.unit_id = b.id where u.parent_id is not null)
        select a.id, d.name, a.id is null or d.unit_id is not null as known,
            array(select id from below) as below, exists (select from own o where o.unit_id = a.id) as own,
            exists (select from home h where h.department_id = a.id) as home,
            exists (select from anonymity_lift l where l.who = $5::text and l.ends_at > $6::timestamptz
                and (l.department_id is null or l.department_id in (select id from above))) as lifted
        from asked a left join unit d on d.unit_id = a.id and d.kind = 'department'
        """;

    private static final String ASKED = """
        with asked as (select $1::date as window_start, $2::uuid[] as departments, $3::text as level, $4::uuid as subject,
            $5::uuid as viewer, $6::uuid as after, $7::int as most),
        """;

    private static final String EDITION = """
        edition as (
            select w.window_start, w.revision, w.night from leaderboard_window w, asked a
            where a.window_start is null or w.window_start = a.window_start
            order by w.window_start desc, w.revision desc limit 1),
        """;

    private static final String NAMED = """
        edition as (select null::date as window_start, null::int as revision, max(night) as night from score),
        people as (
            select s.user_id, p.name, round(s.score, 1) as score, s.trend
            from score s join edition e using (night) join person p using (org_id, user_id) cross join asked a
            where s.state = 'scored' and (a.departments is null or s.department_id = any(a.departments))),
        ranked as (
            select row_number() over (order by p.score desc, p.name, p.user_id) as line, p.user_id as line_id,
                rank() over (order by p.score desc) as rank, rank() over (order by p.score desc) as rank_to, p.user_id,
                p.name, null as pseudonym, null::uuid as team_id, null::int as people, p.score, null::int as score_from,
                null::int as score_to, p.trend, p.user_id is not distinct from a.viewer as you
            from people p cross join asked a),
        """;

    private static final String ANONYMISED = EDITION + """
        ranked as (
            select row_number() over (order by p.rank_from, p.pseudonym) as line, p.place_id as line_id,
                p.rank_from::bigint as rank, p.rank_to::bigint, null::uuid as user_id, null as name, p.pseudonym,
                null::uuid as team_id, null::int as people, null::numeric as score, p.score_from, p.score_to,
                null as trend, p.user_id is not distinct from a.viewer as you
            from leaderboard_place p join edition e using (window_start, revision) cross join asked a
            where p.level = a.level and p.subject_id = a.subject),
        """;

    private static final String TEAMS = EDITION + """
        ranked as (
            select row_number() over (order by round(g.median, 1) desc, u.name, u.unit_id) as line, u.unit_id as line_id,
                rank() over (order by round(g.median, 1) desc) as rank,
                rank() over (order by round(g.median, 1) desc) as rank_to, null::uuid as user_id, u.name,
                null as pseudonym, u.unit_id as team_id, g.scored as people, round(g.median, 1) as score,
                null::int as score_from, null::int as score_to, null as trend, false as you
            from leaderboard_group g join edition e using (window_start, revision)
            join unit u on u.unit_id = g.subject_id cross join asked a
            where g.level = 'team' and not g.withheld and (a.departments is null or u.parent_id = any(a.departments))),
        """;

    /** One row more than asked for shows that there is more; a page without lines has a row without a line. */
    private static final String PAGE = """
        page as (
            select r.* from ranked r, asked a
            where a.after is null or r.line > (select o.line from ranked o where o.line_id = a.after)
            order by r.line limit (select most from asked))
        select e.window_start, e.night, g.withheld, g.scored, g.median, g.lower_quartile, g.upper_quartile,
            (select count(*) from ranked) as total_count,
            a.after is null or exists (select from ranked o where o.line_id = a.after) as continues, p.*
        from asked a
        left join edition e on true
        left join leaderboard_group g on g.window_start = e.window_start and g.revision = e.revision
            and g.level = a.level and g.subject_id = a.subject
        left join page p on true
        order by p.line
        """;

    private BoardSql() {}

    /** Parameters: window, departments, level and id of the group, viewer, the last line before, how many. */
    static String lines(View view) {
        return ASKED
                + switch (view) {
                    case NAMED -> NAMED;
                    case ANONYMISED -> ANONYMISED;
                    case TEAMS -> TEAMS;
                }
                + PAGE;
    }
}
