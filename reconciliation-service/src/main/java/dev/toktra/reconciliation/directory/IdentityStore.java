package dev.toktra.reconciliation.directory;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The ids of identities; a new one learns at once who it is. */
public final class IdentityStore {

    /** The lock of an organisation's identities and aliases. */
    static final String ALIASES_KEY = "hashtextextended('toktra.aliases|' || org, 0)";

    /** Taken by whoever makes identities or changes aliases of an organisation, so that neither misses the other. */
    static final String ALIASES_LOCK = "select pg_advisory_xact_lock(" + ALIASES_KEY + ")";

    private static final String FIND = """
            select u.org_id, u.account, u.device_id, i.identity_id
            from unnest(?::uuid[], ?::text[], ?::uuid[]) u(org_id, account, device_id)
            join identity i on i.org_id = u.org_id and i.device_id = u.device_id
                and (i.account = u.account or i.account is null and u.account is null)""";

    private static final String LOCK = ALIASES_LOCK + " from unnest(?::text[]) org order by org";

    private static final String INSERT = """
            insert into identity (org_id, account, device_id)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[]) order by 1, 3, 2
            on conflict do nothing""";

    private static final String ALIASES = """
            select distinct a.org_id, a.kind, a.value, a.user_id, a.valid_from, a.valid_until
            from unnest(?::uuid[], ?::text[], ?::uuid[]) u(org_id, account, device_id)
            join person_alias a on a.org_id = u.org_id
                and (a.kind = 'account' and a.value = u.account or a.kind = 'device' and a.value = u.device_id::text)""";

    private static final String INSERT_PEOPLE = """
            insert into identity_person (org_id, identity_id, user_id, valid_from, valid_until)
            select * from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::date[], ?::date[])
            on conflict do nothing""";

    private record Person(IdentityKey key, long identityId, PersonSpan span) {}

    private IdentityStore() {}

    /** The ids of identities, which are made where they are new; outside of any transaction. */
    public static Map<IdentityKey, Long> resolve(Connection connection, Set<IdentityKey> keys) throws SQLException {
        Map<IdentityKey, Long> found = find(connection, keys);
        Set<IdentityKey> missing = new HashSet<>(keys);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(make(connection, missing));
        }
        return found;
    }

    private static Map<IdentityKey, Long> make(Connection connection, Set<IdentityKey> keys) throws SQLException {
        return JdbcTransaction.commit(connection, () -> {
            Set<UUID> organisations = new HashSet<>();
            keys.forEach(key -> organisations.add(key.orgId()));
            try (var lock = new RowsStatement<>(connection, LOCK, organisations)) {
                lock.texts(UUID::toString).query();
            }
            try (var insert = keyed(connection, INSERT, keys)) {
                insert.update();
            }
            Map<IdentityKey, Long> made = find(connection, keys);
            savePeople(connection, made);
            return made;
        });
    }

    private static Map<IdentityKey, Long> find(Connection connection, Set<IdentityKey> keys) throws SQLException {
        Map<IdentityKey, Long> found = new HashMap<>();
        try (var find = keyed(connection, FIND, keys);
                ResultSet rows = find.query()) {
            while (rows.next()) {
                IdentityKey key = new IdentityKey(
                        rows.getObject(1, UUID.class), rows.getString(2), rows.getObject(3, UUID.class));
                found.put(key, rows.getLong(4));
            }
        }
        return found;
    }

    private static void savePeople(Connection connection, Map<IdentityKey, Long> identities) throws SQLException {
        Map<AliasName, List<PersonSpan>> aliases = aliases(connection, identities.keySet());
        List<Person> people = new ArrayList<>();
        identities.forEach((key, id) -> {
            String account = key.account();
            List<PersonSpan> byAccount = account == null
                    ? List.of()
                    : named(aliases, new AliasName(key.orgId(), AliasName.ACCOUNT, account));
            List<PersonSpan> byDevice = named(
                    aliases,
                    new AliasName(key.orgId(), AliasName.DEVICE, key.deviceId().toString()));
            for (PersonSpan span : PersonTimeline.of(byAccount, byDevice)) {
                people.add(new Person(key, id, span));
            }
        });
        try (var insert = new RowsStatement<>(connection, INSERT_PEOPLE, people)) {
            insert.uuids(person -> person.key().orgId())
                    .longs(Person::identityId)
                    .uuids(person -> person.span().userId())
                    .dates(person -> person.span().from())
                    .dates(person -> person.span().until())
                    .update();
        }
    }

    private static Map<AliasName, List<PersonSpan>> aliases(Connection connection, Set<IdentityKey> keys)
            throws SQLException {
        Map<AliasName, List<PersonSpan>> aliases = new HashMap<>();
        try (var select = keyed(connection, ALIASES, keys);
                ResultSet rows = select.query()) {
            while (rows.next()) {
                AliasName name = new AliasName(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3));
                PersonSpan span = new PersonSpan(
                        rows.getObject(4, UUID.class),
                        rows.getObject(5, LocalDate.class),
                        rows.getObject(6, LocalDate.class));
                aliases.computeIfAbsent(name, ignored -> new ArrayList<>()).add(span);
            }
        }
        return aliases;
    }

    private static List<PersonSpan> named(Map<AliasName, List<PersonSpan>> aliases, AliasName name) {
        return aliases.getOrDefault(name, List.of());
    }

    private static RowsStatement<IdentityKey> keyed(Connection connection, String sql, Collection<IdentityKey> keys)
            throws SQLException {
        return new RowsStatement<>(connection, sql, keys)
                .uuids(IdentityKey::orgId)
                .texts(IdentityKey::account)
                .uuids(IdentityKey::deviceId);
    }
}
