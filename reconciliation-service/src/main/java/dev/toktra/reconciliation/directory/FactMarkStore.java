package dev.toktra.reconciliation.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Marks the days whose published facts are behind because the directory changed, and the days of UTC of providers that are
 * settled with them; only days that have usage.
 */
final class FactMarkStore {

    private static final String MARK = """
            facts as (insert into dirty_fact (org_id, day) select distinct org_id, day from moved)
            insert into unsettled_day (org_id, provider, day)
            select distinct m.org_id, m.provider, m.day + n
            from moved m, generate_series(-1, 1) n
            where exists (select from provider_connection c where c.org_id = m.org_id and c.provider = m.provider)
                and exists (
                    select from usage_hourly h where h.org_id = m.org_id and h.day = m.day
                        and h.hour >= (m.day + n)::timestamp at time zone 'UTC'
                        and h.hour < (m.day + n + 1)::timestamp at time zone 'UTC' and h.provider = m.provider)""";

    private static final String MARK_IDENTITIES = """
            with moved as (select distinct d.org_id, d.day, d.provider
            from unnest($1::bigint[], $2::date[], $3::date[]) u(identity_id, first, until)
            join usage_daily d on d.identity_id = u.identity_id and d.day >= u.first
                and (u.until is null or d.day < u.until)),
            """ + MARK;

    private static final String MARK_PEOPLE = """
            with moved as (select distinct d.org_id, d.day, d.provider
            from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[]) u(org_id, user_id, first, until)
            join identity_person p on p.org_id = u.org_id and p.user_id = u.user_id
            join usage_daily d on d.identity_id = p.identity_id and d.day >= greatest(u.first, p.valid_from)
                and (u.until is null or d.day < u.until) and (p.valid_until is null or d.day < p.valid_until)
            union
            select s.org_id, s.day, s.provider
            from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[]) u(org_id, user_id, first, until)
            join settled_daily s on s.org_id = u.org_id and s.subject = u.user_id::text and s.day >= u.first
                and (u.until is null or s.day < u.until)),
            """ + MARK;

    /** Days that settle anew; what was settled before is frozen. */
    private static final String MARK_OWNERS = """
            insert into unsettled_day (org_id, provider, day)
            select distinct org_id, provider, day from read_day r
            where org_id = any($1::uuid[]) and (day >= current_date - 36 or exists (
                select from settled_cell c where c.org_id = r.org_id and c.provider = r.provider
                    and c.hour >= r.day::timestamp at time zone 'UTC'
                    and c.hour < (r.day + 1)::timestamp at time zone 'UTC'
                    and c.reconciled_at >= now() - interval '36 days'))""";

    private FactMarkStore() {}

    /** Identities that are someone else on some days. */
    static Uni<Void> identities(SqlConnection transaction, List<Standing.Moved<IdentityPersonStore.Identity>> moved) {
        Tuple rows = new Columns<>(moved)
                .longs(one -> one.who().identityId())
                .dates(one -> one.days().first())
                .dates(one -> one.days().end())
                .tuple();
        return mark(transaction, MARK_IDENTITIES, rows, moved.isEmpty());
    }

    /** People who belong elsewhere on some days. */
    static Uni<Void> people(SqlConnection transaction, List<Standing.Moved<PersonKey>> moved) {
        Tuple rows = new Columns<>(moved)
                .uuids(one -> one.who().orgId())
                .uuids(one -> one.who().userId())
                .dates(one -> one.days().first())
                .dates(one -> one.days().end())
                .tuple();
        return mark(transaction, MARK_PEOPLE, rows, moved.isEmpty());
    }

    /** Organisations in which providers' users are someone else. */
    static Uni<Void> owners(SqlConnection transaction, Collection<UUID> organisations) {
        Object ids = organisations.toArray(UUID[]::new);
        return mark(transaction, MARK_OWNERS, Tuple.of(ids), organisations.isEmpty());
    }

    private static Uni<Void> mark(SqlConnection transaction, String sql, Tuple rows, boolean nobody) {
        return nobody
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).execute(rows).replaceWithVoid();
    }
}
