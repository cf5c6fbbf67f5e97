package dev.toktra.reconciliation.settling.naming;

import dev.toktra.reconciliation.providers.Names;
import dev.toktra.reconciliation.settling.naming.Meaning.Thing;
import dev.toktra.reconciliation.settling.naming.Meaning.Told;
import dev.toktra.reconciliation.settling.naming.ModelNames.Alias;
import dev.toktra.reconciliation.settling.naming.ModelNames.Deployment;
import dev.toktra.reconciliation.settling.sharing.Owner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Reads the rules of an organisation; blocks. */
public final class RulesStore {

    private static final String ALIASES =
            "select provider, pattern, canonical from model_alias where org_id = ? and provider = ?";

    private static final String KEPT_ALIASES = """
            select a.* from reconciliation_run r
            cross join jsonb_to_recordset(r.kept -> 'rules' -> 'aliases') as a(provider text, pattern text, canonical text)
            where r.org_id = ? and a.provider = ? and r.run_id = ?""";

    private static final String MEANINGS = """
            select n.connection_id, n.kind, n.provider_id, n.valid_from, n.email, n.owner, n.owner_email,
                n.service_account, n.model
            from provider_name n join provider_connection c on c.connection_id = n.connection_id
            where c.org_id = ? and c.provider = ? and n.kind in ('user', 'key', 'deployment') and n.valid_from <= ?""";

    /** The names of people that the provider's figures can refer to, on the days that matter. */
    private static final String PEOPLE = """
            with address as (
                select distinct lower(a.email) as email
                from provider_name n join provider_connection c on c.connection_id = n.connection_id
                cross join unnest(array[n.email, n.owner_email]) a(email)
                where c.org_id = ? and c.provider = ? and a.email is not null)
            select 'email' as kind, p.email as value, p.user_id, null::date as valid_from, null::date as valid_until
            from person p where p.org_id = ? and lower(p.email) in (select email from address)
            union all
            select a.kind, a.value, a.user_id, a.valid_from, a.valid_until
            from person_alias a
            where a.org_id = ? and a.valid_from <= ? and (a.valid_until is null or a.valid_until > ?)
                and (a.kind = 'provider_user' or a.kind = 'account' and a.value in (select email from address))""";

    private static final String MAPPINGS = """
            select kind, value, user_id, unit_id, valid_from, valid_until from identity_mapping
            where org_id = ? and provider = ? and valid_from <= ? and (valid_until is null or valid_until > ?)""";

    private static final String KEPT_MAPPINGS = """
            select m.* from reconciliation_run r
            cross join jsonb_to_recordset(r.kept -> 'rules' -> 'mappings') as m(provider text, kind text, value text,
                user_id uuid, unit_id uuid, valid_from date, valid_until date)
            where r.org_id = ? and m.provider = ? and m.valid_from <= ? and (m.valid_until is null or m.valid_until > ?)
                and r.run_id = ?""";

    private RulesStore() {}

    /** The rules of a provider that hold on UTC days from the first to the last, both with them. */
    @SuppressWarnings("checkstyle:ParameterNumber") // what to read, from where
    public static Rules load(Connection connection, UUID org, String provider, LocalDate from, LocalDate until)
            throws SQLException {
        return rules(
                provider,
                rows(connection, ALIASES, RulesStore::alias, org, provider),
                meanings(connection, org, provider, OffsetDateTime.MAX),
                rows(connection, PEOPLE, RulesStore::person, org, provider, org, org, until, from),
                rows(connection, MAPPINGS, RulesStore::mapping, org, provider, until, from));
    }

    /** The rules of a provider on a UTC day as a run kept them; people as they are now. */
    @SuppressWarnings("checkstyle:ParameterNumber") // what to read, from where
    public static Rules kept(Connection connection, UUID org, String provider, LocalDate day, KeptRun run)
            throws SQLException {
        return rules(
                provider,
                rows(connection, KEPT_ALIASES, RulesStore::alias, org, provider, run.runId()),
                meanings(connection, org, provider, run.asOf().atOffset(ZoneOffset.UTC)),
                rows(connection, PEOPLE, RulesStore::person, org, provider, org, org, day, day),
                rows(connection, KEPT_MAPPINGS, RulesStore::mapping, org, provider, day, day, run.runId()));
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // all that rules are made of
    private static Rules rules(
            String provider,
            List<Alias> aliases,
            List<Meaning> meanings,
            List<PersonName> people,
            List<Mapping> mappings) {
        ModelNames models = new ModelNames(aliases, deployments(provider, meanings));
        return new Rules(provider, models, new Owners(meanings, people, mappings));
    }

    /** What an organisation calls the models of a provider. */
    static ModelNames models(Connection connection, UUID org, String provider) throws SQLException {
        return new ModelNames(
                rows(connection, ALIASES, RulesStore::alias, org, provider),
                deployments(provider, meanings(connection, org, provider, OffsetDateTime.MAX)));
    }

    /** What was known of the provider's ids at a moment. */
    private static List<Meaning> meanings(Connection connection, UUID org, String provider, OffsetDateTime moment)
            throws SQLException {
        return rows(connection, MEANINGS, RulesStore::meaning, org, provider, moment);
    }

    /** Deployments with the models that they have now; what they had before is in their history. */
    private static List<Deployment> deployments(String provider, List<Meaning> meanings) {
        Map<Thing, Meaning> now = new HashMap<>();
        for (Meaning meaning : meanings) {
            now.merge(meaning.thing(), meaning, (one, other) -> one.since().isAfter(other.since()) ? one : other);
        }
        List<Deployment> deployments = new ArrayList<>();
        now.forEach((thing, meaning) -> {
            String model = meaning.told().model();
            if (thing.kind() == Meaning.Kind.DEPLOYMENT && model != null) {
                deployments.add(new Deployment(provider, Names.deploymentIn(thing.id()), model));
            }
        });
        return deployments;
    }

    private interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, Mapper<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(mapper.of(rows));
                }
                return all;
            }
        }
    }

    private static Alias alias(ResultSet row) throws SQLException {
        return new Alias(row.getString("provider"), row.getString("pattern"), row.getString("canonical"));
    }

    private static Meaning meaning(ResultSet row) throws SQLException {
        Meaning.Kind kind = Meaning.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new Meaning(
                new Thing(row.getString("connection_id"), kind, row.getString("provider_id")),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                new Told(
                        row.getString("email"),
                        row.getString("owner"),
                        row.getString("owner_email"),
                        row.getString("service_account"),
                        row.getString("model")));
    }

    private static PersonName person(ResultSet row) throws SQLException {
        UUID userId = row.getObject("user_id", UUID.class);
        String kind = row.getString("kind");
        return kind.equals("email")
                ? PersonName.email(row.getString("value"), userId)
                : new PersonName(
                        PersonName.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        row.getString("value"),
                        userId,
                        days(row));
    }

    private static Mapping mapping(ResultSet row) throws SQLException {
        UUID userId = row.getObject("user_id", UUID.class);
        return new Mapping(
                Mapping.Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("value"),
                userId == null ? new Owner.Unit(row.getObject("unit_id", UUID.class)) : new Owner.Person(userId),
                days(row));
    }

    private static Days days(ResultSet row) throws SQLException {
        return new Days(row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class));
    }
}
