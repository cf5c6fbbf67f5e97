package dev.toktra.scoring.tiers;

import dev.toktra.callerscope.Actor;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.Problem;
import dev.toktra.scoring.tiers.TierBody.Asked;
import dev.toktra.scoring.tiers.rules.Access;
import dev.toktra.scoring.tiers.rules.Access.Standing;
import dev.toktra.scoring.tiers.rules.Tier;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Whether a person may use a model: one statement by keys. */
@ApplicationScoped
class AccessStore {

    /** Always a row at least; the patterns of one tier in each. */
    private static final String CHECK = """
            select p.status, case when t.override_until > $2::timestamptz then t.override_tier else t.earned end as tier,
                o.privacy, m.tier as models_of, m.patterns
            from (select $1::uuid as user_id) a
            left join person p using (user_id)
            left join model_tier t on t.user_id = a.user_id and not t.deleted
            left join organisation o on true
            left join tier_models m on true""";

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final TierRules rules;
    private final Clock clock;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    AccessStore(OrganisationTransactions organisation, SightStore sights, Caller caller, TierRules rules, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Decides for whom the caller may ask: programs and who sees the organisation for everyone, leads for their departments,
     * members for themselves.
     */
    Uni<ShownTiers.Answer> check(Asked asked) {
        boolean self = asked.userId().equals(caller.userId());
        boolean program = caller.actor() != Actor.PERSON;
        boolean officer = caller.hasRole(Role.PRIVACY_OFFICER);
        Reach reach = caller.reach();
        if (!self && (reach == Reach.SELF || reach == Reach.NOTHING)) {
            throw Problem.forbidden("A member may ask for themselves only.");
        }
        boolean lead = !self && reach == Reach.DEPARTMENT;
        return organisation.read(connection -> (lead
                        ? mayAsk(connection, asked)
                        : Uni.createFrom().voidItem())
                .chain(() -> connection
                        .preparedQuery(CHECK)
                        .execute(Tuple.of(asked.userId(), clock.instant().atOffset(ZoneOffset.UTC))))
                .map(rows -> answer(asked, rows, new Eyes(self, officer, program))));
    }

    /** Why the caller may know more than others. */
    private record Eyes(boolean self, boolean officer, boolean program) {

        /** Where people are not shown by name, programs get decisions only, and other people nothing. */
        boolean seeTier(@Nullable String privacy) {
            boolean named = "named".equals(privacy);
            if (!named && !self && !officer && !program) {
                throw Problem.forbidden("The organisation does not show single people.");
            }
            return named || self || officer;
        }
    }

    private Uni<Void> mayAsk(SqlConnection connection, Asked asked) {
        return sights.read(connection)
                .flatMap(sight -> connection
                        .preparedQuery(SightStore.OWN + TierStore.IS_OWN)
                        .execute(Tuple.of(sight.viewer(), sight.today(), asked.userId())))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean("near")) {
                        throw Problem.forbidden("A lead may ask for the own department and those below it only.");
                    }
                })
                .replaceWithVoid();
    }

    private ShownTiers.Answer answer(Asked asked, RowSet<Row> rows, Eyes eyes) {
        Row first = rows.iterator().next();
        Standing standing = standing(first.getString("status"));
        String earned = first.getString("tier");
        Tier tier = standing == Standing.UNKNOWN || earned == null
                ? TierRules.LOWEST
                : Tier.of(earned).orElse(TierRules.LOWEST);
        Access access = Access.of(
                standing, tier, rules.patterns().with(TierMapper.models(rows)).find(asked.model()), rules.unnamed());
        return ShownTiers.Answer.of(access, eyes.seeTier(first.getString("privacy")));
    }

    private static Standing standing(@Nullable String status) {
        if (status == null) {
            return Standing.UNKNOWN;
        }
        return status.equals("active") ? Standing.ACTIVE : Standing.INACTIVE;
    }
}
