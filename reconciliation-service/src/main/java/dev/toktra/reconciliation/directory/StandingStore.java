package dev.toktra.reconciliation.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how people stand, in the transaction that changes it. */
final class StandingStore {

    private static final String MEMBERSHIPS = """
            select org_id, user_id, department_id, team_id, valid_from, valid_until from membership
            where (org_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[]))""";

    private static final String NAMES = """
            select distinct org_id, kind, value from person_alias
            where (org_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[])) and kind in ('account', 'device')""";

    private static final String CALLED = """
            with who as (select * from unnest($1::uuid[], $2::uuid[]) as w(org_id, user_id))
            select org_id, user_id, 'email' as kind, lower(email) as value, null::date as valid_from,
                null::date as valid_until
            from person join who using (org_id, user_id)
            union all
            select org_id, user_id, kind, value, valid_from, valid_until
            from person_alias join who using (org_id, user_id) where kind in ('account', 'provider_user')""";

    private StandingStore() {}

    static Uni<Standing> read(SqlConnection transaction, Collection<PersonKey> keys) {
        Tuple who = new Columns<>(keys)
                .uuids(PersonKey::orgId)
                .uuids(PersonKey::userId)
                .tuple();
        return transaction
                .preparedQuery(NAMES)
                .execute(who)
                .map(StandingStore::names)
                .flatMap(names -> transaction
                        .preparedQuery(MEMBERSHIPS)
                        .execute(who)
                        .flatMap(places -> transaction
                                .preparedQuery(CALLED)
                                .execute(who)
                                .map(called -> new Standing(names, places(places), called(called)))));
    }

    private static Set<AliasName> names(RowSet<Row> rows) {
        Set<AliasName> names = new HashSet<>();
        for (Row row : rows) {
            names.add(new AliasName(row.getUUID("org_id"), row.getString("kind"), row.getString("value")));
        }
        return names;
    }

    private static Set<Standing.Called> called(RowSet<Row> rows) {
        Set<Standing.Called> called = new HashSet<>();
        for (Row row : rows) {
            called.add(new Standing.Called(
                    new PersonKey(row.getUUID("org_id"), row.getUUID("user_id")),
                    row.getString("kind"),
                    row.getString("value"),
                    row.getLocalDate("valid_from"),
                    row.getLocalDate("valid_until")));
        }
        return called;
    }

    private static Map<PersonKey, List<Dated<Standing.Place>>> places(RowSet<Row> rows) {
        Map<PersonKey, List<Dated<Standing.Place>>> places = new HashMap<>();
        for (Row row : rows) {
            Standing.Place place = new Standing.Place(row.getUUID("department_id"), row.getUUID("team_id"));
            places.computeIfAbsent(
                            new PersonKey(row.getUUID("org_id"), row.getUUID("user_id")), key -> new ArrayList<>())
                    .add(new Dated<>(place, row.getLocalDate("valid_from"), row.getLocalDate("valid_until")));
        }
        return places;
    }
}
