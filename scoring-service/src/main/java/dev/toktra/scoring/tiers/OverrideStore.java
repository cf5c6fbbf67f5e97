package dev.toktra.scoring.tiers;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.tiers.TierBody.WantedModels;
import dev.toktra.scoring.tiers.TierBody.WantedOverride;
import dev.toktra.scoring.tiers.rules.Exemption;
import dev.toktra.scoring.tiers.rules.Holding;
import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.Tier;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators say of tiers instead of scores and settings; each act is written down in its own transaction. */
@ApplicationScoped
class OverrideStore {

    /** The person's row is made before it is locked, so that two administrators come one after the other. */
    private static final String MAKE = """
            insert into model_tier (org_id, user_id, tier, since, reason, earned, earned_since, formula_version, version)
            select $1, p.user_id, $3, $4, 'Everyone begins here.', $3, $4, $5, next_version(0) from person p where p.user_id = $2
            on conflict do nothing""";

    private static final String LOCK = """
            select t.* from model_tier t join person p on p.org_id = t.org_id and p.user_id = t.user_id
            where t.user_id = $1 for update of t""";
    private static final String SET = """
            update model_tier set tier = $2, since = case when tier = $2 then since else $3 end, reason = $4, override_tier = $2,
                override_reason = $4, override_by = $5, override_at = $6, override_until = $7, deleted = false,
                version = next_version(version)
            where user_id = $1""";
    private static final String REMOVE = """
            update model_tier set tier = earned, since = case when tier = earned then since else $2 end, reason = $3,
                override_tier = null, override_reason = null, override_by = null, override_at = null, override_until = null,
                version = next_version(version)
            where user_id = $1""";
    private static final String TELL = """
            insert into tier_change (org_id, user_id, at, day, kind, from_tier, to_tier, reason, actor)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";
    private static final String AUDIT = """
            insert into audit_act (org_id, act, actor, subject, reason, at) values ($1, $2, $3, $4, $5, $6)""";
    private static final String MODELS = """
            insert into tier_models (org_id, tier, patterns, changed_at, changed_by) values ($1, $2, $3, $4, $5)
            on conflict (org_id, tier) do update
                set patterns = excluded.patterns, changed_at = excluded.changed_at, changed_by = excluded.changed_by""";
    private static final String USUAL_MODELS = "delete from tier_models where tier = $1";

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final Clock clock;

    OverrideStore(OrganisationTransactions organisation, SightStore sights, Caller caller, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.clock = clock;
    }

    /** Who acts, when and for whom, as far as it is known before the database is asked. */
    private record Act(UUID org, String actor, Instant at) {}

    private record Before(Sight sight, Holding holding) {}

    /** Sets the tier of a person; 404 for who is not in the directory. */
    Uni<Exemption> set(UUID userId, WantedOverride wanted) {
        Act act = act();
        Exemption override = new Exemption(wanted.tier(), wanted.reason(), act.actor(), act.at(), wanted.until());
        return organisation.write(connection -> locked(connection, act, userId)
                .call(before -> connection
                        .preparedQuery(SET)
                        .execute(Tuple.tuple()
                                .addUUID(userId)
                                .addString(wanted.tier().wire())
                                .addLocalDate(before.sight().today())
                                .addString(wanted.reason())
                                .addString(act.actor())
                                .addOffsetDateTime(TierMapper.time(act.at()))
                                .addOffsetDateTime(TierMapper.time(wanted.until()))))
                .call(before ->
                        tell(connection, act, new Told(userId, "override_set", before, wanted.tier(), wanted.reason())))
                .replaceWith(override));
    }

    /** Lets scores decide again; 404 where there is no override. */
    Uni<Void> remove(UUID userId, @Nullable String why) {
        Act act = act();
        String reason = why == null ? "The override was taken back." : why;
        return organisation.write(connection -> locked(connection, act, userId)
                .invoke(before -> {
                    if (before.holding().overrideAt(act.at()) == null) {
                        throw Problems.notFound("override");
                    }
                })
                .call(before -> connection
                        .preparedQuery(REMOVE)
                        .execute(Tuple.of(userId, before.sight().today(), reason)))
                .call(before -> tell(
                        connection,
                        act,
                        new Told(
                                userId,
                                "override_removed",
                                before,
                                before.holding().earned(),
                                reason)))
                .replaceWithVoid());
    }

    /** Sets the models of a tier. */
    Uni<Instant> models(Tier tier, WantedModels wanted) {
        Act act = act();
        Tuple row = Tuple.of(
                act.org(),
                tier.wire(),
                wanted.patterns().toArray(new String[0]),
                TierMapper.time(act.at()),
                act.actor());
        return organisation.write(connection -> connection
                .preparedQuery(MODELS)
                .execute(row)
                .chain(() -> audit(connection, act, "tier.models_set", tier.wire(), wanted.reason()))
                .replaceWith(act.at()));
    }

    /** Takes the organisation's own models of a tier away; 404 where there are none. */
    Uni<Void> usualModels(Tier tier) {
        Act act = act();
        return organisation.write(connection -> connection
                .preparedQuery(USUAL_MODELS)
                .execute(Tuple.of(tier.wire()))
                .invoke(gone -> {
                    if (gone.rowCount() == 0) {
                        throw Problems.notFound("list of the organisation's own");
                    }
                })
                .chain(() -> audit(connection, act, "tier.models_removed", tier.wire(), null))
                .replaceWithVoid());
    }

    private Act act() {
        return new Act(caller.org(), caller.subject(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Uni<Before> locked(SqlConnection connection, Act act, UUID userId) {
        return sights.read(connection)
                .call(sight -> connection
                        .preparedQuery(MAKE)
                        .execute(Tuple.of(
                                act.org(), userId, TierRules.LOWEST.wire(), sight.today(), Ladder.FORMULA_VERSION)))
                .flatMap(sight -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(userId))
                        .map(rows -> new Before(sight, holding(rows))));
    }

    private static Holding holding(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problems.notFound("person");
        }
        return TierMapper.holding(rows.iterator().next());
    }

    private record Told(UUID userId, String kind, Before before, Tier to, String reason) {}

    private static Uni<Void> tell(SqlConnection connection, Act act, Told told) {
        Tuple change = Tuple.tuple()
                .addUUID(act.org())
                .addUUID(told.userId())
                .addOffsetDateTime(TierMapper.time(act.at()))
                .addLocalDate(told.before().sight().today())
                .addString(told.kind())
                .addString(told.before().holding().at(act.at()).wire())
                .addString(told.to().wire())
                .addString(told.reason())
                .addString(act.actor());
        return connection
                .preparedQuery(TELL)
                .execute(change)
                .chain(() -> audit(
                        connection, act, "tier." + told.kind(), told.userId().toString(), told.reason()));
    }

    @SuppressWarnings("checkstyle:ParameterNumber") // a row of the audit log
    private static Uni<Void> audit(
            SqlConnection connection, Act act, String what, String subject, @Nullable String reason) {
        return connection
                .preparedQuery(AUDIT)
                .execute(Tuple.of(act.org(), what, act.actor(), subject, reason, TierMapper.time(act.at())))
                .replaceWithVoid();
    }
}
