-- One schema and three roles per service, and nothing across. Run by a superuser in the suite's database, as often
-- as one likes. Roles belong to the whole server: one server serves one suite. Passwords are no part of it: whoever runs it sets them by "alter role … password …".
--   <s>_owner   owns the schema and migrates it
--   <s>_app     answers requests, under row level security
--   <s>_worker  consumers, publishers and jobs, which span organisations
-- Tables are granted by the migrations, one by one.

do $$ begin execute format('revoke all on database %I from public', current_database()); end $$;
revoke all on schema public from public;

create or replace function pg_temp.toktra_service(service text) returns void
language plpgsql as $$
declare
    suffix text;
    role_name text;
begin
    foreach suffix in array array['owner', 'app', 'worker'] loop
        role_name := service || '_' || suffix;
        if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
            execute format('create role %I', role_name);
        end if;
        execute format('alter role %I login nosuperuser nocreatedb nocreaterole noreplication %s',
            role_name, case suffix when 'worker' then 'bypassrls' else 'nobypassrls' end);
        execute format('alter role %I set search_path = %I', role_name, service);
        execute format('grant connect, temporary on database %I to %I', current_database(), role_name);
    end loop;
    execute format('create schema if not exists %I authorization %I', service, service || '_owner');
    execute format('grant usage on schema %I to %I, %I', service, service || '_app', service || '_worker');
end
$$;

select pg_temp.toktra_service('ingest');
select pg_temp.toktra_service('reconciliation');
select pg_temp.toktra_service('scoring');
select pg_temp.toktra_service('export');
select pg_temp.toktra_service('reporting');
select pg_temp.toktra_service('gateway');
