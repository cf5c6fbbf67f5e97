package dev.toktra.reconciliation.settling.answers;

/** What does not fit, with evidence: devices above the provider, and keys that no device uses. */
final class SignalSql {

    /**
     * Parameters: start, end, provider, least tokens, now. A key counts as used by no device where nine tenths of its tokens
     * are of hours in which its owner's devices, or where it has none anybody's, saw nothing of the model.
     */
    static final String SIGNALS = """
            with excess as (
                select e.provider, e.subject, min(e.hour) as since, max(e.hour) as last, count(*) as hours,
                    sum(e.input) as input, sum(e.output) as output, sum(e.counted_input) as counted_input,
                    sum(e.counted_output) as counted_output, array_agg(distinct e.model order by e.model) as models
                from device_excess e
                where e.hour >= $1::date::timestamp at time zone 'UTC'
                    and e.hour < ($2::date + 1)::timestamp at time zone 'UTC' and ($3::text is null or e.provider = $3)
                group by e.provider, e.subject having sum(e.input + e.output) >= $4 and count(distinct e.hour) > 1),
            keys as (
                select c.provider, c.provider_key, c.bucket as hour, coalesce(n.canonical, c.model) as model,
                    sum(c.input + c.output) as tokens
                from provider_count c
                left join model_name n on n.org_id = c.org_id and n.provider = c.provider and n.name = c.model
                where c.bucket >= $1::date::timestamp at time zone 'UTC'
                    and c.bucket < ($2::date + 1)::timestamp at time zone 'UTC' and ($3::text is null or c.provider = $3)
                    and c.provider_key is not null and c.state <> 'retracted' and c.width = 'hour'
                group by 1, 2, 3, 4),
            owned as (
                select distinct on (n.provider_id) n.provider_id as provider_key, n.name, n.owner_email, p.user_id
                from provider_name n
                left join person p on p.org_id = n.org_id and lower(p.email) = lower(n.owner_email)
                where n.kind = 'key' order by n.provider_id, n.valid_from desc),
            seen as (
                select u.hour, u.provider, coalesce(n.canonical, u.model) as model,
                    array_agg(distinct p.user_id) filter (where p.user_id is not null) as users
                from usage_hourly u
                left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
                where u.day >= $1::date - 1 and u.day <= $2::date + 1 group by 1, 2, 3),
            judged as (
                select k.provider, k.provider_key, o.name, o.owner_email, k.hour, k.model, k.tokens,
                    case when o.user_id is null then s.hour is null and x.hour is null
                        else coalesce(o.user_id <> all(s.users), true) and coalesce(o.user_id <> all(x.users), true)
                    end as unseen
                from keys k left join owned o on o.provider_key = k.provider_key
                left join seen s on s.provider = k.provider and s.hour = k.hour and s.model = k.model
                left join seen x on x.provider = k.provider and x.hour = k.hour and x.model = 'unknown'),
            shadow as (
                select provider, provider_key, min(name) as name, min(owner_email) as owner_email,
                    min(hour) filter (where unseen) as since, max(hour) filter (where unseen) as last,
                    count(distinct hour) filter (where unseen) as hours, sum(tokens) as tokens,
                    sum(tokens) filter (where unseen) as unseen_tokens, array_agg(distinct model order by model) as models
                from judged group by provider, provider_key
                having sum(tokens) filter (where unseen) >= greatest($4, 0.9 * sum(tokens)))
            select json_build_object(
                'device_above_provider', (select coalesce(json_agg(json_build_object('provider', provider,
                        'user_id', subject, 'since', since, 'last', last, 'hours', hours, 'models', models,
                        'above', json_build_object('input', input, 'output', output),
                        'counted', json_build_object('input', counted_input, 'output', counted_output),
                        'meaning', 'Devices say more than the provider counted, beyond what estimates are off by: a key'
                            || ' outside of the organisation, or a count that was tampered with.')
                    order by input + output desc, provider, subject), '[]') from excess),
                'keys_without_device', (select coalesce(json_agg(json_build_object('provider', provider, 'key_id', provider_key,
                        'key_name', name, 'owner_email', owner_email, 'since', since, 'last', last, 'hours', hours,
                        'models', models, 'tokens', tokens, 'unseen_tokens', unseen_tokens,
                        'meaning', 'The provider counts usage with a key that no enrolled device uses: a server, or devices'
                            || ' that are not enrolled.')
                    order by unseen_tokens desc, provider, provider_key), '[]') from shadow),
                'as_of', $5::text)::text as body""";

    private SignalSql() {}
}
