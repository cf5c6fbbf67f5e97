-- The worker spans organisations and bypasses row security; what answers requests reads one organisation's rows only.
do $$
declare
    name text;
begin
    foreach name in array array['organisation', 'organisation_zone', 'person', 'membership', 'eligibility', 'unit',
            'daily_fact'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        execute format('grant select on %I to scoring_app', name);
        execute format('grant select, insert, update, delete on %I to scoring_worker', name);
    end loop;
end $$;
