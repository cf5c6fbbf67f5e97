-- The worker spans organisations and bypasses row security; what answers requests reads one organisation's rows only.

grant select, insert, update, delete on all tables in schema reconciliation to reconciliation_worker;
revoke all on flyway_schema_history from reconciliation_worker;
do $$
declare
    name text;
begin
    -- Grants on parents only, never on partitions: a partition read directly has no row security.
    for name in select c.oid::regclass::text from pg_class c
            where c.relispartition and c.relkind = 'r' and c.relnamespace = 'reconciliation'::regnamespace loop
        execute format('revoke all on %s from reconciliation_worker', name);
    end loop;
    foreach name in array array['stream_seen', 'identity', 'usage_event', 'usage_hourly', 'usage_daily', 'dirty_day',
            'quarantine', 'ledger_hour', 'organisation', 'person', 'membership', 'person_alias', 'unit', 'device',
            'identity_person', 'dirty_fact', 'identity_seen'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy of_the_caller on %I using (org_id = nullif(current_setting(''toktra.org'', true), '''')::uuid)', name);
        if name not in ('dirty_fact', 'identity_seen') then
            execute format('grant select on %I to reconciliation_app', name);
        end if;
    end loop;
    -- Without org_id: both concern the whole installation, which every administrator may see.
    grant select on ledger_gap, rollup_check to reconciliation_app;
end $$;
