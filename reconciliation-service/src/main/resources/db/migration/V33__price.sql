-- What tokens cost, by canonical model, service tier and day of UTC. It belongs to the installation: each start brings it in
-- line with the list in the service and the operator's own. Prices that were replaced stay for what was computed with them.
create table price (
    price_id       text        primary key,
    provider       text        not null,
    model          text        not null, -- canonical, or a pattern in which * stands for anything
    tier           text        not null check (tier in ('standard', 'batch', 'flex', 'priority')),
    valid_from     date, -- null: since ever
    valid_until    date, -- exclusive; null: until further notice
    input          numeric     not null check (input >= 0), -- USD per million tokens
    cache_read     numeric     check (cache_read >= 0),     -- null: as input
    cache_write    numeric     check (cache_write >= 0),    -- null: as input
    cache_write_1h numeric     check (cache_write_1h >= 0), -- null: as cache_write
    output         numeric     not null check (output >= 0),
    source         text        not null,
    overridden     boolean     not null, -- the operator's own
    replaced_at    timestamptz, -- null: holds
    check (valid_from < valid_until)
);
create index price_key on price (provider, tier, model) where replaced_at is null;
create index price_patterns on price (provider, tier) where replaced_at is null and model like '%*%';

-- Whether a name is the one of a price or fits its pattern.
create function model_fits(name text, pattern text) returns boolean language sql immutable parallel safe as $$
    select name = pattern or pattern like '%*%' and name like
        replace(replace(replace(replace(pattern, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
$$;

-- The price that holds: a name of its own goes before a pattern, a longer pattern before a shorter one.
create function price_of(of_provider text, of_model text, of_tier text, on_day date) returns setof price
language sql stable parallel safe as $$
    select p.* from (
        select * from price where provider = of_provider and tier = of_tier and model = of_model and replaced_at is null
        union
        select * from price where provider = of_provider and tier = of_tier and model like '%*%' and replaced_at is null
    ) p
    where coalesce(on_day >= p.valid_from, true) and coalesce(on_day < p.valid_until, true)
        and model_fits(of_model, p.model)
    order by p.model = of_model desc, length(p.model) desc, p.model limit 1
$$;

grant select on price to reconciliation_app;
grant select, insert, update on price to reconciliation_worker;
