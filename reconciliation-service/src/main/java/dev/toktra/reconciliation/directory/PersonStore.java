package dev.toktra.reconciliation.directory;

import dev.toktra.events.PersonState;
import dev.toktra.statetopics.read.StateTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** People with their memberships and aliases; whoever changes moves the usage that counts as theirs, past days too. */
@ApplicationScoped
class PersonStore implements StateTable<PersonState> {

    private static final String UPSERT = """
            insert into person (org_id, user_id, email, name, role, status)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
            on conflict (org_id, user_id) do update set email = excluded.email, name = excluded.name,
                role = excluded.role, status = excluded.status""";

    private static final String INSERT_MEMBERSHIPS = """
            insert into membership (org_id, user_id, department_id, team_id, valid_from, valid_until)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::date[])
            on conflict do nothing""";

    private static final String INSERT_ALIASES = """
            insert into person_alias (org_id, user_id, kind, value, valid_from, valid_until)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::date[])
            on conflict do nothing""";

    private static final String DELETE = """
            delete from %s where (org_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[]))""";

    private record Member(PersonState person, PersonState.Membership place) {}

    private record Named(PersonState person, PersonState.Alias alias) {}

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<PersonState> people) {
        List<PersonKey> keys = people.stream()
                .map(person -> new PersonKey(person.orgId(), person.userId()))
                .toList();
        return change(transaction, keys, people);
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        return change(transaction, keys.stream().map(PersonKey::parse).toList(), List.of());
    }

    private static Uni<Void> change(SqlConnection transaction, List<PersonKey> keys, List<PersonState> people) {
        return IdentityPersonStore.lock(transaction, keys)
                .chain(() -> StandingStore.read(transaction, keys))
                .call(() -> write(transaction, keys, people))
                .flatMap(before ->
                        StandingStore.read(transaction, keys).flatMap(now -> follow(transaction, before, now)));
    }

    private static Uni<Void> follow(SqlConnection transaction, Standing before, Standing now) {
        return IdentityPersonStore.follow(transaction, now.namesWith(before))
                .flatMap(moved -> FactMarkStore.identities(transaction, moved))
                .chain(() -> FactMarkStore.people(transaction, now.movedSince(before)))
                .chain(() -> FactMarkStore.owners(transaction, now.calledOtherwiseThan(before)));
    }

    private static Uni<Void> write(SqlConnection transaction, List<PersonKey> keys, List<PersonState> people) {
        return delete(transaction, "membership", keys)
                .chain(() -> delete(transaction, "person_alias", keys))
                .chain(() -> people.isEmpty() ? delete(transaction, "person", keys) : insert(transaction, people));
    }

    private static Uni<Void> delete(SqlConnection transaction, String table, Collection<PersonKey> keys) {
        Tuple tuple = new Columns<>(keys)
                .uuids(PersonKey::orgId)
                .uuids(PersonKey::userId)
                .tuple();
        return run(transaction, DELETE.formatted(table), tuple);
    }

    private static Uni<Void> insert(SqlConnection transaction, List<PersonState> people) {
        Tuple rows = new Columns<>(people)
                .uuids(PersonState::orgId)
                .uuids(PersonState::userId)
                .texts(PersonState::email)
                .texts(PersonState::name)
                .texts(person -> lower(person.role().name()))
                .texts(person -> lower(person.status().name()))
                .tuple();
        return run(transaction, UPSERT, rows)
                .chain(() -> run(transaction, INSERT_MEMBERSHIPS, memberships(people)))
                .chain(() -> run(transaction, INSERT_ALIASES, aliases(people)));
    }

    private static Tuple memberships(List<PersonState> people) {
        List<Member> members = people.stream()
                .flatMap(person -> person.memberships().stream().map(place -> new Member(person, place)))
                .toList();
        return new Columns<>(members)
                .uuids(member -> member.person().orgId())
                .uuids(member -> member.person().userId())
                .uuids(member -> member.place().departmentId())
                .uuids(member -> member.place().teamId())
                .dates(member -> member.place().validFrom())
                .dates(member -> member.place().validUntil())
                .tuple();
    }

    private static Tuple aliases(List<PersonState> people) {
        List<Named> names = people.stream()
                .flatMap(person -> person.aliases().stream().map(alias -> new Named(person, alias)))
                .toList();
        return new Columns<>(names)
                .uuids(named -> named.person().orgId())
                .uuids(named -> named.person().userId())
                .texts(named -> lower(named.alias().kind().name()))
                .texts(named -> lower(named.alias().value()))
                .dates(named -> named.alias().validFrom())
                .dates(named -> named.alias().validUntil())
                .tuple();
    }

    private static Uni<Void> run(SqlConnection transaction, String sql, Tuple tuple) {
        return transaction.preparedQuery(sql).execute(tuple).replaceWithVoid();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
