package dev.toktra.reconciliation.settling.naming.owners;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.settling.naming.Mapping;
import dev.toktra.reconciliation.settling.naming.NamingConfig;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Holder;
import dev.toktra.reconciliation.settling.naming.owners.MappingRow.Thing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mappings of the caller's organisation; whoever changes one has the days that it concerns settled anew. */
@ApplicationScoped
class MappingStore {

    private static final String PAGE = """
            select * from identity_mapping
            where ($1::uuid is null or mapping_id > $1) and ($2::text is null or provider = $2)
            order by mapping_id limit $3""";
    private static final String COUNT = "select count(*) from identity_mapping where $1::text is null or provider = $1";
    private static final String FIND = "select * from identity_mapping where mapping_id = $1";

    /** One at a time per thing, so that no two words on it can come to overlap. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(concat_ws(chr(10), $1::uuid, $2::text, $3::text, $4::text), 36))";

    private static final String EXIST = """
            select $1::uuid is null or exists (select from person where user_id = $1) as person,
                $2::uuid is null or exists (select from unit where unit_id = $2) as unit""";
    private static final String OVERLAP = """
            select from identity_mapping where provider = $1 and kind = $2 and value = $3 and mapping_id <> $4
                and valid_from < coalesce($6::date, 'infinity') and coalesce(valid_until, 'infinity') > $5::date limit 1""";
    private static final String ADD = """
            insert into identity_mapping (mapping_id, provider, kind, value, user_id, unit_id, valid_from, valid_until,
                version, updated_at, org_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";
    private static final String CHANGE = """
            update identity_mapping set user_id = $2, unit_id = $3, valid_from = $4, valid_until = $5, version = $6,
                updated_at = $7
            where mapping_id = $1""";
    private static final String DELETE = "delete from identity_mapping where mapping_id = $1";

    /** Days that were read and are not frozen. */
    private static final String MARK = """
            insert into unsettled_day (org_id, provider, day)
            select distinct r.org_id, r.provider, r.day from read_day r
            where r.org_id = $1 and r.provider = $2 and r.day >= $3 and r.day < coalesce($4::date, 'infinity')
                and (r.day >= $5::date or exists (
                    select from settled_cell c where c.org_id = r.org_id and c.provider = r.provider
                        and c.hour >= r.day::timestamp at time zone 'UTC'
                        and c.hour < (r.day + 1)::timestamp at time zone 'UTC' and c.reconciled_at >= $6))""";

    private final OrganisationTransactions organisation;
    private final Caller caller;
    private final NamingConfig config;
    private final Clock clock;

    MappingStore(OrganisationTransactions organisation, Caller caller, NamingConfig config, Clock clock) {
        this.organisation = organisation;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /** Mappings in the order in which they were made, and how many there are in all. */
    record Listing(List<MappingRow> items, long total) {}

    Uni<Listing> list(@Nullable UUID after, int limit, @Nullable String provider) {
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(after, provider, limit))
                .flatMap(rows -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(provider))
                        .map(count -> new Listing(
                                mappings(rows), count.iterator().next().getLong(0)))));
    }

    /** The mapping; a 404 where the caller's organisation has none of this id. */
    Uni<MappingRow> find(UUID mappingId) {
        return organisation.read(connection -> find(connection, FIND, mappingId));
    }

    /** Adds a mapping; 409 where another one of the thing holds on one of its days. */
    Uni<MappingRow> add(MappingRow fresh) {
        return organisation.write(connection -> check(connection, fresh)
                .chain(() -> connection.preparedQuery(ADD).execute(row(fresh)))
                .chain(() -> mark(connection, fresh.thing(), fresh.holder()))
                .replaceWith(fresh));
    }

    /** Applies a change to the mapping as it is now, which nobody else changes meanwhile; 409 as in {@link #add}. */
    Uni<MappingRow> change(UUID mappingId, UnaryOperator<MappingRow> change) {
        return organisation.write(connection -> find(connection, FIND + " for update", mappingId)
                .flatMap(now -> Uni.createFrom()
                        .item(() -> change.apply(now))
                        .call(changed -> check(connection, changed))
                        .call(changed -> connection.preparedQuery(CHANGE).execute(changedRow(changed)))
                        .call(changed ->
                                mark(connection, now.thing(), now.holder().reach(changed.holder())))));
    }

    Uni<Void> delete(UUID mappingId, Consumer<MappingRow> check) {
        return organisation.write(connection -> find(connection, FIND + " for update", mappingId)
                .invoke(check)
                .call(() -> connection.preparedQuery(DELETE).execute(Tuple.of(mappingId)))
                .call(gone -> mark(connection, gone.thing(), gone.holder()))
                .replaceWithVoid());
    }

    private Uni<Void> check(SqlConnection connection, MappingRow mapping) {
        Thing thing = mapping.thing();
        Holder holder = mapping.holder();
        Tuple place = Tuple.of(caller.org(), thing.provider(), thing.kind().word(), thing.value());
        Tuple days = Tuple.from(Arrays.asList(
                thing.provider(),
                thing.kind().word(),
                thing.value(),
                mapping.mappingId(),
                holder.validFrom(),
                holder.validUntil()));
        return connection
                .preparedQuery(LOCK)
                .execute(place)
                .chain(() -> connection.preparedQuery(EXIST).execute(Tuple.of(holder.userId(), holder.unitId())))
                .invoke(MappingStore::mustExist)
                .chain(() -> connection.preparedQuery(OVERLAP).execute(days))
                .invoke(MappingStore::mustBeNone)
                .replaceWithVoid();
    }

    private static void mustExist(RowSet<Row> rows) {
        Row known = rows.iterator().next();
        if (!known.getBoolean("person")) {
            throw Problem.unprocessable(
                    "There is no such person.", new FieldError("/user_id", "is no person of the organisation"));
        }
        if (!known.getBoolean("unit")) {
            throw Problem.unprocessable(
                    "There is no such department or team.",
                    new FieldError("/unit_id", "is no department or team of the organisation"));
        }
    }

    private static void mustBeNone(RowSet<Row> overlapping) {
        if (overlapping.size() > 0) {
            throw Problem.conflict("Another mapping of the same thing holds on one of these days: end that one before.")
                    .with(new FieldError("/valid_from", "or valid_until overlaps with another mapping's"));
        }
    }

    private Uni<Void> mark(SqlConnection connection, Thing thing, Holder days) {
        OffsetDateTime since = clock.instant().minus(config.reopens()).atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(MARK)
                .execute(Tuple.from(Arrays.asList(
                        caller.org(),
                        thing.provider(),
                        days.validFrom(),
                        days.validUntil(),
                        since.toLocalDate(),
                        since)))
                .replaceWithVoid();
    }

    private static Uni<MappingRow> find(SqlConnection connection, String sql, UUID mappingId) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(mappingId))
                .map(rows ->
                        mappings(rows).stream().findFirst().orElseThrow(() -> Problems.notFound("identity mapping")));
    }

    private Tuple row(MappingRow mapping) {
        return Tuple.from(Arrays.asList(
                mapping.mappingId(),
                mapping.thing().provider(),
                mapping.thing().kind().word(),
                mapping.thing().value(),
                mapping.holder().userId(),
                mapping.holder().unitId(),
                mapping.holder().validFrom(),
                mapping.holder().validUntil(),
                mapping.version(),
                mapping.updatedAt().atOffset(ZoneOffset.UTC),
                caller.org()));
    }

    private static Tuple changedRow(MappingRow mapping) {
        return Tuple.from(Arrays.asList(
                mapping.mappingId(),
                mapping.holder().userId(),
                mapping.holder().unitId(),
                mapping.holder().validFrom(),
                mapping.holder().validUntil(),
                mapping.version(),
                mapping.updatedAt().atOffset(ZoneOffset.UTC)));
    }

    private static List<MappingRow> mappings(RowSet<Row> rows) {
        List<MappingRow> mappings = new ArrayList<>();
        rows.forEach(row -> mappings.add(new MappingRow(
                row.getUUID("mapping_id"),
                new Thing(
                        row.getString("provider"),
                        Mapping.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("value")),
                new Holder(
                        row.getUUID("user_id"),
                        row.getUUID("unit_id"),
                        row.getLocalDate("valid_from"),
                        row.getLocalDate("valid_until")),
                row.getLong("version"),
                row.getOffsetDateTime("updated_at").toInstant())));
        return mappings;
    }
}
