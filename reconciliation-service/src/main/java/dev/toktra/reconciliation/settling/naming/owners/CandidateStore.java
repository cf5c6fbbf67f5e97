package dev.toktra.reconciliation.settling.naming.owners;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.settling.naming.Days;
import dev.toktra.reconciliation.settling.naming.Mapping;
import dev.toktra.reconciliation.settling.naming.Meaning;
import dev.toktra.reconciliation.settling.naming.Owners;
import dev.toktra.reconciliation.settling.naming.PersonName;
import dev.toktra.reconciliation.settling.naming.owners.Candidates.Tokens;
import dev.toktra.reconciliation.settling.naming.owners.Candidates.Used;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Thing;
import dev.toktra.reconciliation.settling.sharing.Owner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What providers counted lately for the caller's organisation, and what is known of whose it is. */
@ApplicationScoped
class CandidateStore {

    private static final String USED = """
            select provider, connection_id, provider_user, provider_key, project, deployment,
                sum(input)::bigint as input, sum(output)::bigint as output,
                max((bucket at time zone 'UTC')::date) as last_used_on
            from provider_count where bucket >= $1 and ($2::text is null or provider = $2)
            group by 1, 2, 3, 4, 5, 6
            having sum(input) + sum(output) > 0""";
    private static final String MEANINGS = """
            select c.provider, n.connection_id, n.kind, n.provider_id, n.valid_from, n.name, n.email, n.owner,
                n.owner_email, n.service_account, n.model
            from provider_name n join provider_connection c on c.connection_id = n.connection_id
            where $1::text is null or c.provider = $1
            order by n.valid_from""";
    private static final String PEOPLE = """
            with address as (
                select distinct lower(a.email) as email
                from provider_name n cross join unnest(array[n.email, n.owner_email]) a(email) where a.email is not null)
            select 'email' as kind, email as value, user_id, null::date as valid_from, null::date as valid_until
            from person where lower(email) in (select email from address)
            union all
            select kind, value, user_id, valid_from, valid_until from person_alias
            where kind = 'provider_user' or kind = 'account' and value in (select email from address)""";
    private static final String MAPPINGS = """
            select provider, kind, value, user_id, unit_id, valid_from, valid_until from identity_mapping
            where $1::text is null or provider = $1""";

    private final OrganisationTransactions organisation;

    CandidateStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    /** What was used, whose it is by provider, and what providers call things. */
    record Found(List<Used> used, Map<String, Owners> owners, Map<Thing, String> names) {}

    /** An id that a provider told of: a thing with a name, or what it means for whose a figure is, or both. */
    private record Told(
            @Nullable Thing thing,
            @Nullable String name,
            @Nullable Meaning meaning) {}

    private record Ruled(String provider, Mapping mapping) {}

    private record Known(List<Told> told, List<PersonName> people, List<Ruled> ruled) {

        Owners owners(String provider) {
            List<Meaning> meanings =
                    told.stream().map(Told::meaning).flatMap(Stream::ofNullable).toList();
            List<Mapping> mappings = ruled.stream()
                    .filter(one -> one.provider().equals(provider))
                    .map(Ruled::mapping)
                    .toList();
            return new Owners(meanings, people, mappings);
        }
    }

    /** Everything of a provider since an instant, or of all of them. */
    Uni<Found> since(Instant since, @Nullable String provider) {
        Tuple recent = Tuple.of(since.atOffset(ZoneOffset.UTC), provider);
        return organisation.snapshot(connection -> known(connection, provider)
                .flatMap(known ->
                        all(connection, USED, recent, CandidateStore::used).map(used -> found(used, known))));
    }

    private static Uni<Known> known(SqlConnection connection, @Nullable String provider) {
        return all(connection, MEANINGS, Tuple.of(provider), CandidateStore::told)
                .flatMap(told -> all(connection, PEOPLE, Tuple.tuple(), CandidateStore::person)
                        .flatMap(people -> all(connection, MAPPINGS, Tuple.of(provider), CandidateStore::ruled)
                                .map(ruled -> new Known(told, people, ruled))));
    }

    private static Found found(List<Used> used, Known known) {
        Map<String, Owners> owners = new HashMap<>();
        used.forEach(one -> owners.computeIfAbsent(one.provider(), known::owners));
        Map<Thing, String> names = new HashMap<>();
        for (Told told : known.told()) {
            if (told.thing() != null && told.name() != null) {
                names.put(told.thing(), told.name());
            }
        }
        return new Found(used, owners, names);
    }

    private static Used used(Row row) {
        return new Used(
                row.getString("provider"),
                row.getUUID("connection_id").toString(),
                new Dimensions(
                        Dimensions.UNKNOWN_MODEL,
                        row.getString("provider_user"),
                        row.getString("provider_key"),
                        row.getString("project"),
                        row.getString("deployment"),
                        null,
                        null,
                        false),
                new Tokens(row.getLong("input"), row.getLong("output"), row.getLocalDate("last_used_on")));
    }

    private static Told told(Row row) {
        String kind = row.getString("kind").toUpperCase(Locale.ROOT);
        String id = row.getString("provider_id");
        Thing thing = kind.equals("USER") ? null : new Thing(row.getString("provider"), Mapping.Kind.valueOf(kind), id);
        String name = kind.equals("DEPLOYMENT") ? row.getString("model") : row.getString("name");
        Meaning meaning = kind.equals("PROJECT")
                ? null
                : new Meaning(
                        new Meaning.Thing(row.getUUID("connection_id").toString(), Meaning.Kind.valueOf(kind), id),
                        row.getOffsetDateTime("valid_from").toInstant(),
                        new Meaning.Told(
                                row.getString("email"),
                                row.getString("owner"),
                                row.getString("owner_email"),
                                row.getString("service_account"),
                                row.getString("model")));
        return new Told(thing, name, meaning);
    }

    private static PersonName person(Row row) {
        return row.getString("kind").equals("email")
                ? PersonName.email(row.getString("value"), row.getUUID("user_id"))
                : new PersonName(
                        PersonName.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("value"),
                        row.getUUID("user_id"),
                        days(row));
    }

    private static Ruled ruled(Row row) {
        UUID user = row.getUUID("user_id");
        return new Ruled(
                row.getString("provider"),
                new Mapping(
                        Mapping.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("value"),
                        user == null ? new Owner.Unit(row.getUUID("unit_id")) : new Owner.Person(user),
                        days(row)));
    }

    private static Days days(Row row) {
        return new Days(row.getLocalDate("valid_from"), row.getLocalDate("valid_until"));
    }

    private static <T> Uni<List<T>> all(
            SqlConnection connection, String sql, Tuple parameters, Function<Row, T> mapper) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            List<T> all = new ArrayList<>();
            rows.forEach(row -> all.add(mapper.apply(row)));
            return all;
        });
    }
}
