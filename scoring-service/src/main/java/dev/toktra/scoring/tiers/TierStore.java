package dev.toktra.scoring.tiers;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.callerscope.Reach;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.tiers.rules.Climb;
import dev.toktra.scoring.tiers.rules.Headcount;
import dev.toktra.scoring.tiers.rules.Holding;
import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.ModelPatterns;
import dev.toktra.scoring.tiers.rules.NightScore;
import dev.toktra.scoring.tiers.rules.Tier;
import dev.toktra.scoring.viewing.PageParameters;
import dev.toktra.scoring.viewing.Sight;
import dev.toktra.scoring.viewing.SightStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tiers of the caller's organisation, as far as the caller sees. */
@ApplicationScoped
class TierStore {

    /** Whether a person belongs to a lead's departments; behind {@link SightStore#OWN}. */
    static final String IS_OWN = """
             select exists (
                select from membership m where m.user_id = $3::uuid and m.department_id in (select unit_id from own)
                    and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)) as near""";

    private static final String COUNTS = SightStore.OWN + """
            select coalesce(case when t.override_until > $4::timestamptz then t.override_tier else t.earned end, 'standard') as tier,
                count(*) as people
            from person p left join model_tier t on t.org_id = p.org_id and t.user_id = p.user_id and not t.deleted
            where p.status = 'active' and ($3 or exists (
                select from membership m where m.user_id = p.user_id and m.department_id in (select unit_id from own)
                    and m.valid_from <= $2::date and (m.valid_until is null or $2::date < m.valid_until)))
            group by 1""";

    private static final String MODELS =
            "select tier as models_of, patterns, changed_at from tier_models order by tier";
    private static final String NIGHT = "select max(night) as night from tier_night";

    private static final String PERSON = """
            select p.user_id, t.since, t.reason, t.earned, t.earned_since, t.override_tier, t.override_reason, t.override_by,
                t.override_at, t.override_until
            from person p left join model_tier t on t.org_id = p.org_id and t.user_id = p.user_id and not t.deleted
            where p.user_id = $1""";

    private static final String SCORES = TierNightStore.NIGHTS.formatted("$1::uuid", "$2::date", "$3", "$4::int") + """
            select n.night, s.score, s.low, s.high
            from nights n left join score s on s.org_id = $1 and s.user_id = $5 and s.night = n.night
            order by n.night desc""";

    private static final String HISTORY = """
            select * from tier_change where user_id = $1 and ($2::uuid is null or change_id < $2)
            order by change_id desc limit $3""";
    private static final String HISTORY_COUNT = "select count(*) from tier_change where user_id = $1";

    private final OrganisationTransactions organisation;
    private final SightStore sights;
    private final Caller caller;
    private final TierRules rules;
    private final Clock clock;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    TierStore(OrganisationTransactions organisation, SightStore sights, Caller caller, TierRules rules, Clock clock) {
        this.organisation = organisation;
        this.sights = sights;
        this.caller = caller;
        this.rules = rules;
        this.clock = clock;
    }

    /** The tiers with their models, and how many people have each. */
    Uni<ShownTiers> tiers() {
        Instant now = clock.instant();
        return organisation.snapshot(connection -> sights.read(connection)
                .flatMap(sight -> counts(connection, sight, now)
                        .flatMap(counts -> connection
                                .query(MODELS)
                                .execute()
                                .flatMap(models -> connection
                                        .query(NIGHT)
                                        .execute()
                                        .map(night -> shown(
                                                counts,
                                                models,
                                                night.iterator().next().getLocalDate("night")))))));
    }

    private static Uni<Map<Tier, Long>> counts(SqlConnection connection, Sight sight, Instant now) {
        if (sight.reach() == Reach.SELF || sight.reach() == Reach.NOTHING) {
            return Uni.createFrom().item(Map.of());
        }
        return connection
                .preparedQuery(COUNTS)
                .execute(Tuple.of(sight.viewer(), sight.today(), sight.everything(), TierMapper.time(now)))
                .map(rows -> {
                    Map<Tier, Long> people = new EnumMap<>(Tier.class);
                    rows.forEach(row -> people.put(TierMapper.tier(row.getString("tier")), row.getLong("people")));
                    Headcount counts = new Headcount(people);
                    return sight.othersByName() ? counts.all() : counts.anonymous();
                });
    }

    private ShownTiers shown(Map<Tier, Long> counts, RowSet<Row> models, @Nullable LocalDate night) {
        ModelPatterns patterns = rules.patterns().with(TierMapper.models(models));
        Map<String, Instant> changed = new HashMap<>();
        models.forEach(row -> changed.put(row.getString("models_of"), TierMapper.instant(row, "changed_at")));
        Ladder ladder = rules.ladder();
        List<ShownTiers.Item> items = Arrays.stream(Tier.values())
                .map(tier -> new ShownTiers.Item(
                        tier.wire(),
                        ladder.threshold(tier),
                        patterns.of(tier),
                        changed.get(tier.wire()),
                        counts.get(tier)))
                .toList();
        ShownTiers.Rules shown = new ShownTiers.Rules(
                ladder.nights(), ladder.margin(), rules.unnamed().wire(), Ladder.FORMULA_VERSION);
        return new ShownTiers(items, null, false, items.size(), shown, night);
    }

    /** The person's tier; 403 outside of what the caller sees, 404 for who is not in the directory. */
    Uni<ShownTier> find(UUID userId) {
        Instant now = clock.instant();
        UUID org = caller.org();
        return organisation.snapshot(connection -> seen(connection, userId)
                .flatMap(sight -> connection
                        .preparedQuery(PERSON)
                        .execute(Tuple.of(userId))
                        .flatMap(rows -> connection
                                .preparedQuery(SCORES)
                                .execute(Tuple.of(
                                        org,
                                        sight.today(),
                                        rules.daysBack(),
                                        rules.ladder().nights(),
                                        userId))
                                .map(scores -> shown(one(rows), scores, sight.today(), now)))));
    }

    /** What happened to the person's tier, latest first. */
    Uni<ShownTier.History> history(UUID userId, PageParameters page) {
        int limit = page.limit();
        UUID before = page.after();
        return organisation.snapshot(connection -> seen(connection, userId)
                .chain(() -> connection.preparedQuery(PERSON).execute(Tuple.of(userId)))
                .invoke(TierStore::one)
                .chain(() -> connection.preparedQuery(HISTORY).execute(Tuple.of(userId, before, limit + 1)))
                .flatMap(rows -> connection
                        .preparedQuery(HISTORY_COUNT)
                        .execute(Tuple.of(userId))
                        .map(count -> page(rows, limit, count.iterator().next().getLong(0)))));
    }

    private static ShownTier.History page(RowSet<Row> rows, int limit, long total) {
        List<ShownTier.Change> changes = new ArrayList<>();
        rows.forEach(row -> changes.add(TierMapper.change(row)));
        boolean more = changes.size() > limit;
        List<ShownTier.Change> items = more ? changes.subList(0, limit) : changes;
        return new ShownTier.History(
                items, more ? items.get(limit - 1).changeId().toString() : null, more, total);
    }

    private Uni<Sight> seen(SqlConnection connection, UUID userId) {
        return sights.read(connection).call(sight -> {
            if (userId.equals(sight.viewer())) {
                return Uni.createFrom().voidItem();
            }
            if (!sight.othersByName() || sight.reach() == Reach.SELF || sight.reach() == Reach.NOTHING) {
                throw Problems.outside();
            }
            return sight.everything() ? Uni.createFrom().voidItem() : near(connection, sight, userId);
        });
    }

    private static Uni<Void> near(SqlConnection connection, Sight sight, UUID userId) {
        return connection
                .preparedQuery(SightStore.OWN + IS_OWN)
                .execute(Tuple.of(sight.viewer(), sight.today(), userId))
                .invoke(rows -> {
                    if (!rows.iterator().next().getBoolean("near")) {
                        throw Problems.outside();
                    }
                })
                .replaceWithVoid();
    }

    private ShownTier shown(Row row, RowSet<Row> scores, LocalDate today, Instant now) {
        Holding holding = TierMapper.holding(row);
        Ladder ladder = rules.ladder();
        List<NightScore> nights = new ArrayList<>();
        scores.forEach(score -> nights.add(TierMapper.score(score)));
        Row latest = scores.size() == 0 ? null : scores.iterator().next();
        BigDecimal score = latest == null ? null : latest.getBigDecimal("score");
        Climb climb = ladder.climb(holding.earned(), nights).orElse(null);
        boolean written = row.getString("reason") != null;
        return new ShownTier(
                row.getUUID("user_id"),
                holding.at(now).wire(),
                written ? row.getLocalDate("since") : today,
                written ? row.getString("reason") : "Everyone begins here.",
                holding.earned().wire(),
                ShownTier.Overridden.of(holding.overrideAt(now)),
                score,
                latest == null ? null : latest.getLocalDate("night"),
                Math.min(ladder.nights(), ladder.nightsBelow(holding.earned(), nights)),
                ladder.nights(),
                climb == null ? null : ShownTier.Next.of(climb),
                Ladder.FORMULA_VERSION);
    }

    private static Row one(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problems.notFound("person");
        }
        return rows.iterator().next();
    }
}
