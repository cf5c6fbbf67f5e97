package dev.toktra.reconciliation.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who each identity is, by day, kept in step with aliases that change. */
final class IdentityPersonStore {

    private static final String LOCK = IdentityStore.ALIASES_LOCK + " from unnest($1::text[]) org order by org";

    private static final String TOUCHED = """
            with touched as (
                select i.* from unnest($1::uuid[], $2::text[]) n(org_id, value)
                join identity i on i.org_id = n.org_id and i.account = n.value
                union
                select i.* from unnest($3::uuid[], $4::uuid[]) n(org_id, value)
                join identity i on i.org_id = n.org_id and i.device_id = n.value)
            select t.org_id, t.identity_id, a.kind, a.user_id, a.valid_from, a.valid_until
            from touched t
            left join person_alias a on a.org_id = t.org_id
                and (a.kind = 'account' and a.value = t.account or a.kind = 'device' and a.value = t.device_id::text)""";

    private static final String READ = """
            select org_id, identity_id, user_id, valid_from, valid_until from identity_person
            where (org_id, identity_id) in (select * from unnest($1::uuid[], $2::bigint[]))""";

    private static final String DELETE = """
            delete from identity_person
            where (org_id, identity_id) in (select * from unnest($1::uuid[], $2::bigint[]))""";

    private static final String INSERT = """
            insert into identity_person (org_id, identity_id, user_id, valid_from, valid_until)
            select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::date[], $5::date[])""";

    private IdentityPersonStore() {}

    /** An identity by organisation and id. */
    record Identity(UUID orgId, long identityId) {}

    private record Names(List<PersonSpan> byAccount, List<PersonSpan> byDevice) {

        Names() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private record Entry(Identity identity, PersonSpan span) {}

    /** Keeps others from making identities or changing aliases of these people's organisations meanwhile. */
    static Uni<Void> lock(SqlConnection transaction, Collection<PersonKey> keys) {
        Object organisations =
                keys.stream().map(key -> key.orgId().toString()).distinct().toArray(String[]::new);
        return transaction.preparedQuery(LOCK).execute(Tuple.of(organisations)).replaceWithVoid();
    }

    /** Decides anew who the identities with these names are; answers those that are someone else on some days. */
    static Uni<List<Standing.Moved<Identity>>> follow(SqlConnection transaction, Collection<AliasName> names) {
        return transaction
                .preparedQuery(TOUCHED)
                .execute(named(names))
                .map(IdentityPersonStore::decide)
                .flatMap(now -> transaction
                        .preparedQuery(READ)
                        .execute(keyed(now.keySet()))
                        .map(rows -> moved(read(rows), now))
                        .call(moved -> replace(transaction, moved, now)));
    }

    private static Tuple named(Collection<AliasName> names) {
        List<AliasName> accounts = names.stream()
                .filter(name -> name.kind().equals(AliasName.ACCOUNT))
                .toList();
        List<AliasName> devices = names.stream()
                .filter(name -> name.kind().equals(AliasName.DEVICE))
                .filter(AliasName::isId)
                .toList();
        Tuple tuple = new Columns<>(accounts)
                .uuids(AliasName::orgId)
                .texts(AliasName::value)
                .tuple();
        Tuple ids = new Columns<>(devices)
                .uuids(AliasName::orgId)
                .uuids(name -> UUID.fromString(name.value()))
                .tuple();
        return tuple.addValue(ids.getValue(0)).addValue(ids.getValue(1));
    }

    private static Map<Identity, List<PersonSpan>> decide(RowSet<Row> rows) {
        Map<Identity, Names> names = new HashMap<>();
        for (Row row : rows) {
            Names own = names.computeIfAbsent(identity(row), identity -> new Names());
            if (row.getString("kind") != null) {
                (row.getString("kind").equals(AliasName.ACCOUNT) ? own.byAccount() : own.byDevice()).add(span(row));
            }
        }
        Map<Identity, List<PersonSpan>> decided = new HashMap<>();
        names.forEach((identity, own) -> decided.put(identity, PersonTimeline.of(own.byAccount(), own.byDevice())));
        return decided;
    }

    private static Map<Identity, List<PersonSpan>> read(RowSet<Row> rows) {
        Map<Identity, List<PersonSpan>> spans = new HashMap<>();
        for (Row row : rows) {
            spans.computeIfAbsent(identity(row), identity -> new ArrayList<>()).add(span(row));
        }
        return spans;
    }

    private static List<Standing.Moved<Identity>> moved(
            Map<Identity, List<PersonSpan>> before, Map<Identity, List<PersonSpan>> now) {
        List<Standing.Moved<Identity>> moved = new ArrayList<>();
        now.forEach((identity, spans) -> Dated.differing(dated(before.getOrDefault(identity, List.of())), dated(spans))
                .ifPresent(days -> moved.add(new Standing.Moved<>(identity, days))));
        return moved;
    }

    private static Uni<Void> replace(
            SqlConnection transaction, List<Standing.Moved<Identity>> moved, Map<Identity, List<PersonSpan>> now) {
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Identity> identities = moved.stream().map(Standing.Moved::who).toList();
        List<Entry> entries = identities.stream()
                .flatMap(identity ->
                        now.getOrDefault(identity, List.of()).stream().map(span -> new Entry(identity, span)))
                .toList();
        Tuple rows = new Columns<>(entries)
                .uuids(entry -> entry.identity().orgId())
                .longs(entry -> entry.identity().identityId())
                .uuids(entry -> entry.span().userId())
                .dates(entry -> entry.span().from())
                .dates(entry -> entry.span().until())
                .tuple();
        return transaction
                .preparedQuery(DELETE)
                .execute(keyed(identities))
                .chain(() -> transaction.preparedQuery(INSERT).execute(rows))
                .replaceWithVoid();
    }

    private static Tuple keyed(Collection<Identity> identities) {
        return new Columns<>(identities)
                .uuids(Identity::orgId)
                .longs(Identity::identityId)
                .tuple();
    }

    private static List<Dated<UUID>> dated(List<PersonSpan> spans) {
        return spans.stream()
                .map(span -> new Dated<>(span.userId(), span.from(), span.until()))
                .toList();
    }

    private static Identity identity(Row row) {
        return new Identity(row.getUUID("org_id"), row.getLong("identity_id"));
    }

    private static PersonSpan span(Row row) {
        return new PersonSpan(row.getUUID("user_id"), row.getLocalDate("valid_from"), row.getLocalDate("valid_until"));
    }
}
