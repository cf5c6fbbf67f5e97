package dev.toktra.reconciliation.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Marks the days whose published facts are behind because the directory changed; only days that have usage. */
final class FactMarkStore {

    private static final String MARK_IDENTITIES = """
            insert into dirty_fact (org_id, day)
            select distinct d.org_id, d.day
            from unnest($1::bigint[], $2::date[], $3::date[]) u(identity_id, first, until)
            join usage_daily d on d.identity_id = u.identity_id and d.day >= u.first
                and (u.until is null or d.day < u.until)""";

    private static final String MARK_PEOPLE = """
            insert into dirty_fact (org_id, day)
            select distinct d.org_id, d.day
            from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[]) u(org_id, user_id, first, until)
            join identity_person p on p.org_id = u.org_id and p.user_id = u.user_id
            join usage_daily d on d.identity_id = p.identity_id and d.day >= greatest(u.first, p.valid_from)
                and (u.until is null or d.day < u.until) and (p.valid_until is null or d.day < p.valid_until)""";

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

    private static Uni<Void> mark(SqlConnection transaction, String sql, Tuple rows, boolean nobody) {
        return nobody
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(sql).execute(rows).replaceWithVoid();
    }
}
