-- The best count of each row of the facts: the provider's where the row is settled, else the calibrated estimate, else the
-- estimate. What the provider does not report of a settled row is null, never 0. Wasted tokens are devices' estimates: compare
-- them with est_input and est_output. Whoever reads the view sees what row security shows them of its table. No subquery for
-- each row, so that large sums are made by several processes at once.
create view best_fact with (security_invoker = true) as
select f.org_id, f.day, f.user_id, f.person_id, f.department_id, f.team_id, f.provider, f.model, f.application, f.status,
    f.rec_input is not null as settled,
    f.requests, f.failed_requests, f.retried_requests, f.small_requests,
    f.edits_accepted, f.edits_rejected, f.lines_accepted, f.commits, f.pull_requests,
    f.wasted_fresh_input + f.wasted_cache_read + f.wasted_cache_write as wasted_input, f.wasted_output,
    f.est_fresh_input + f.est_cache_read + f.est_cache_write as est_input, f.est_output,
    case when f.rec_input is not null then f.rec_input
        else coalesce(f.cal_fresh_input, f.est_fresh_input) + coalesce(f.cal_cache_read, f.est_cache_read)
            + coalesce(f.cal_cache_write, f.est_cache_write) end as input,
    case when f.rec_input is not null then f.rec_output else coalesce(f.cal_output, f.est_output) end as output,
    case when f.rec_input is not null then f.rec_fresh_input else coalesce(f.cal_fresh_input, f.est_fresh_input) end
        as fresh_input,
    case when f.rec_input is not null then f.rec_cache_read else coalesce(f.cal_cache_read, f.est_cache_read) end
        as cache_read,
    case when f.rec_input is not null then f.rec_cache_write else coalesce(f.cal_cache_write, f.est_cache_write) end
        as cache_write,
    case when f.rec_input is not null then f.reconciled_cost else f.estimated_cost end as cost
from daily_fact f;

grant select on best_fact to scoring_app, scoring_worker;
