package dev.toktra.scoring.tiers;

import dev.toktra.bulksql.RowsStatement;
import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.NightScore;
import dev.toktra.scoring.tiers.rules.Tier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides the tiers of an organisation's people after a night, inside the transaction of its part. */
final class TierNightStore {

    /** The nights that the organisation has scores of, without reading them all; a night that was not computed counts for nobody. */
    static final String NIGHTS = """
            with recursive every_night as (
                select (select max(s.night) from score s where s.org_id = %1$s and s.night <= %2$s) as night
                union all
                select (select max(s.night) from score s where s.org_id = %1$s and s.night < e.night) from every_night e
                where e.night is not null),
            nights as (select night from every_night where night > %2$s::date - %3$s::int limit %4$s)""";

    private static final int FETCH = 10_000;

    private static final String READ = NIGHTS.formatted("?", "?", "?", "?") + """
            select p.user_id, t.earned, coalesce(t.deleted, true) as fresh, n.night, s.score, s.low, s.high
            from person p
            left join model_tier t on t.org_id = p.org_id and t.user_id = p.user_id
            left join nights n on true
            left join score s on s.org_id = p.org_id and s.user_id = p.user_id and s.night = n.night
            where p.org_id = ? order by p.user_id, n.night desc""";

    /** An override that holds stays above what is earned. */
    private static final String SAVE = """
            insert into model_tier as t (org_id, user_id, tier, since, reason, earned, earned_since, night, formula_version, version)
            select ?, g.user_id, g.tier, ?, g.reason, g.tier, ?, ?, ?, next_version(0)
            from unnest(?::uuid[], ?::text[], ?::text[]) as g(user_id, tier, reason)
            on conflict (org_id, user_id) do update set earned = excluded.earned,
                earned_since = case when t.earned = excluded.earned then t.earned_since else excluded.earned_since end,
                night = excluded.night, formula_version = excluded.formula_version,
                tier = coalesce(t.override_tier, excluded.tier),
                since = case when coalesce(t.override_tier, excluded.tier) = t.tier then t.since else excluded.since end,
                reason = case when t.override_tier is null then excluded.reason else t.reason end,
                deleted = false, version = next_version(t.version)""";

    private static final String TELL = """
            insert into tier_change (org_id, user_id, at, day, kind, from_tier, to_tier, reason, actor)
            select ?, g.user_id, ?, ?, g.kind, g.from_tier, g.to_tier, g.reason, 'system'
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]) as g(user_id, kind, from_tier, to_tier, reason)""";

    /** A directory without anyone is one that is being read, and nobody's end. */
    private static final String ERASE = """
            update model_tier t set deleted = true, version = next_version(t.version), reason = 'erased', override_tier = null,
                override_until = null, override_at = null, override_by = null, override_reason = null
            where t.org_id = ? and not t.deleted and exists (select from person p where p.org_id = t.org_id)
                and not exists (select from person p where p.org_id = t.org_id and p.user_id = t.user_id)""";

    /** Their tombstones are sent, so they are not coming back. */
    private static final String FORGET = """
            delete from tier_change c where c.org_id = ?
                and not exists (select from model_tier t where t.org_id = c.org_id and t.user_id = c.user_id)
                and not exists (select from person p where p.org_id = c.org_id and p.user_id = c.user_id)""";

    private static final String NOTE = """
            insert into tier_night as n (org_id, night, promoted, demoted, parameters, formula_version, computed_at)
            values (?, ?, ?, ?, jsonb_build_object('advanced_from', ?::numeric, 'premium_from', ?::numeric, 'nights', ?::int,
                'margin', ?::numeric, 'days_back', ?::int), ?, ?)
            on conflict (org_id, night) do update set promoted = n.promoted + excluded.promoted,
                demoted = n.demoted + excluded.demoted, parameters = excluded.parameters,
                formula_version = excluded.formula_version, computed_at = excluded.computed_at""";

    private final Connection connection;
    private final TierRules rules;

    TierNightStore(Connection connection, TierRules rules) {
        this.connection = connection;
        this.rules = rules;
    }

    /** How many people were looked at, and for how many it changed something. */
    record Outcome(int people, int promoted, int demoted) {}

    private record Person(UUID userId, @Nullable Tier earned, boolean fresh, List<NightScore> nights) {}

    private record Decided(UUID userId, Tier from, Tier to, String reason) {

        String kind() {
            return to.compareTo(from) > 0 ? "promoted" : "demoted";
        }
    }

    Outcome decide(Night night) throws SQLException {
        List<Decided> saved = new ArrayList<>();
        int people = 0;
        for (Person person : people(night)) {
            people++;
            Tier from = person.earned() == null ? TierRules.LOWEST : person.earned();
            Tier to = rules.ladder().decide(from, person.nights());
            if (person.fresh() || to != from) {
                saved.add(new Decided(person.userId(), from, to, reason(from, to)));
            }
        }
        save(night, saved);
        List<Decided> changed =
                saved.stream().filter(decided -> decided.from() != decided.to()).toList();
        tell(night, changed);
        update(ERASE, night.org());
        update(FORGET, night.org());
        int promoted = (int) changed.stream()
                .filter(decided -> decided.kind().equals("promoted"))
                .count();
        Outcome outcome = new Outcome(people, promoted, changed.size() - promoted);
        note(night, outcome);
        return outcome;
    }

    private String reason(Tier from, Tier to) {
        Ladder ladder = rules.ladder();
        if (to == from) {
            return "Everyone begins here.";
        }
        return to.compareTo(from) > 0
                ? "The scores of %d nights in a row clear %s.".formatted(ladder.nights(), ladder.threshold(to))
                : "The scores of %d nights in a row are below %s."
                        .formatted(ladder.nights(), ladder.threshold(to.next().orElse(to)));
    }

    private List<Person> people(Night night) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            bind(
                    statement,
                    night.org(),
                    night.day(),
                    night.org(),
                    night.day(),
                    rules.daysBack(),
                    rules.ladder().nights(),
                    night.org());
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                List<Person> people = new ArrayList<>();
                while (row.next()) {
                    UUID userId = row.getObject("user_id", UUID.class);
                    Person last = people.isEmpty() ? null : people.get(people.size() - 1);
                    Person person = last != null && last.userId().equals(userId) ? last : person(userId, row);
                    if (person != last) {
                        people.add(person);
                    }
                    if (row.getObject("night") != null) {
                        person.nights().add(score(row));
                    }
                }
                return people;
            }
        }
    }

    private static Person person(UUID userId, ResultSet row) throws SQLException {
        String earned = row.getString("earned");
        return new Person(
                userId, Tier.of(earned == null ? "" : earned).orElse(null), row.getBoolean("fresh"), new ArrayList<>());
    }

    private static NightScore score(ResultSet row) throws SQLException {
        BigDecimal score = row.getBigDecimal("score");
        return score == null
                ? NightScore.NONE
                : new NightScore(score, row.getBigDecimal("low"), row.getBigDecimal("high"));
    }

    private void save(Night night, List<Decided> decided) throws SQLException {
        try (RowsStatement<Decided> statement = new RowsStatement<>(connection, SAVE, decided)) {
            statement
                    .value(night.org())
                    .value(night.day())
                    .value(night.day())
                    .value(night.day())
                    .value(Ladder.FORMULA_VERSION)
                    .uuids(Decided::userId)
                    .texts(person -> person.to().wire())
                    .texts(Decided::reason)
                    .update();
        }
    }

    private void tell(Night night, List<Decided> changed) throws SQLException {
        try (RowsStatement<Decided> statement = new RowsStatement<>(connection, TELL, changed)) {
            statement
                    .value(night.org())
                    .value(night.began().atOffset(ZoneOffset.UTC))
                    .value(night.day())
                    .uuids(Decided::userId)
                    .texts(Decided::kind)
                    .texts(person -> person.from().wire())
                    .texts(person -> person.to().wire())
                    .texts(Decided::reason)
                    .update();
        }
    }

    private void note(Night night, Outcome outcome) throws SQLException {
        Ladder ladder = rules.ladder();
        update(
                NOTE,
                night.org(),
                night.day(),
                outcome.promoted(),
                outcome.demoted(),
                ladder.advanced(),
                ladder.premium(),
                ladder.nights(),
                ladder.margin(),
                rules.daysBack(),
                Ladder.FORMULA_VERSION,
                night.began().atOffset(ZoneOffset.UTC));
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
