-- Where a person belongs on a day. One place a day also where the directory told of overlapping ones: the later begun
-- counts, so that nothing is counted twice. Whoever reads sees what row security shows them of membership.
create view placement with (security_invoker = true) as
select org_id,
       user_id,
       department_id,
       team_id,
       valid_from,
       least(valid_until, lead(valid_from) over (partition by org_id, user_id order by valid_from)) as valid_until
from membership;
grant select on placement to reconciliation_app, reconciliation_worker;
