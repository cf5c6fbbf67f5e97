package dev.toktra.scoring.facts;

import dev.toktra.events.DailyUsage;
import dev.toktra.statetopics.read.JsonStateTable;
import dev.toktra.statetopics.read.StateTable;
import java.util.List;

/** The daily facts in typed columns, a person-day replaced whole by one statement for all. */
final class FactsStore {

    private static final String REMOVE = """
            delete from daily_fact f using unnest($1::text[]) k
            where f.org_id = split_part(k, '|', 1)::uuid and f.day = split_part(k, '|', 2)::date
              and f.user_id = substr(k, 49)
            """;

    private static final String INSERT = """
            insert into daily_fact
            select d.org_id, d.day, d.user_id, r.place - 1,
                case when d.user_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then d.user_id::uuid end, d.zone,
                f.department_id, f.team_id, f.provider, f.model, f.application, f.status,
                f.requests, f.failed_requests, f.retried_requests, f.small_requests,
                w.fresh_input, w.cache_read, w.cache_write, w.output, w.reasoning,
                o.edits_accepted, o.edits_rejected, o.lines_accepted, o.commits, o.pull_requests,
                e.fresh_input, e.cache_read, e.cache_write, e.output, e.reasoning,
                c.fresh_input, c.cache_read, c.cache_write, c.output, c.reasoning, b.low, b.high,
                p.input, p.output, p.fresh_input, p.cache_read, p.cache_write, p.reasoning,
                f.estimated_cost, f.reconciled_cost
            from jsonb_to_recordset($1::text::jsonb) d(org_id uuid, day date, user_id text, zone text, rows jsonb)
            cross join lateral jsonb_array_elements(d.rows) with ordinality r(item, place)
            cross join lateral jsonb_to_record(r.item) f(department_id uuid, team_id uuid, provider text, model text,
                application text, status text, requests bigint, failed_requests bigint, retried_requests bigint,
                small_requests bigint, wasted jsonb, outcomes jsonb, estimated jsonb, calibrated jsonb, reconciled jsonb,
                estimated_cost numeric, reconciled_cost numeric)
            cross join lateral jsonb_to_record(f.wasted)
                w(fresh_input bigint, cache_read bigint, cache_write bigint, output bigint, reasoning bigint)
            cross join lateral jsonb_to_record(f.outcomes)
                o(edits_accepted bigint, edits_rejected bigint, lines_accepted bigint, commits bigint, pull_requests bigint)
            cross join lateral jsonb_to_record(f.estimated)
                e(fresh_input bigint, cache_read bigint, cache_write bigint, output bigint, reasoning bigint)
            cross join lateral jsonb_to_record(coalesce(f.calibrated, '{}')) b(tokens jsonb, low bigint, high bigint)
            cross join lateral jsonb_to_record(coalesce(b.tokens, '{}'))
                c(fresh_input bigint, cache_read bigint, cache_write bigint, output bigint, reasoning bigint)
            cross join lateral jsonb_to_record(coalesce(f.reconciled, '{}'))
                p(input bigint, output bigint, fresh_input bigint, cache_read bigint, cache_write bigint, reasoning bigint)
            """;

    private FactsStore() {}

    static StateTable<DailyUsage> table() {
        return new JsonStateTable<>(List.of(REMOVE), List.of(INSERT));
    }
}
