package dev.toktra.scoring.tiers;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.tiers.TierNightStore.Outcome;
import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.ModelPatterns;
import dev.toktra.scoring.tiers.rules.Tier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A company whose scores are written by hand, and the nights that look at them. */
final class TierRig {

    static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    static final TierRules RULES = new TierRules(
            new Ladder(BigDecimal.valueOf(60), BigDecimal.valueOf(75), 7, BigDecimal.valueOf(5)),
            60,
            new ModelPatterns(Map.of(
                    Tier.STANDARD, List.of("*-mini*"), Tier.ADVANCED, List.of("gpt-*"), Tier.PREMIUM, List.of("o1*"))),
            Tier.PREMIUM,
            Duration.ofDays(366));

    final Company company = new Company();
    final UUID sales = company.department("Sales", null);
    final UUID ann = company.person("Ann", sales, null);

    /** The scores of a night, with an interval of 3 to both sides; null: too little usage. */
    void scored(LocalDate night, UUID person, @Nullable Double score) {
        scored(night, person, score, 3);
    }

    void scored(LocalDate night, UUID person, @Nullable Double score, double half) {
        TestSchema.execute(
                "insert into score (org_id, user_id, night, score, low, high, state, active_days, requests, components,"
                        + " formula_version, computed_at) values (?, ?, ?, ?::numeric, ?::numeric, ?::numeric, ?, 10, 100, '[]', 1, now())"
                        + " on conflict (org_id, user_id, night) do update set score = excluded.score, low = excluded.low,"
                        + " high = excluded.high, state = excluded.state",
                company.org(),
                person,
                night,
                score,
                score == null ? null : score - half,
                score == null ? null : score + half,
                score == null ? "insufficient_data" : "scored");
    }

    /** The same score for so many nights from one on, without looking at them. */
    void scored(LocalDate from, int nights, UUID person, double score) {
        for (int night = 0; night < nights; night++) {
            scored(from.plusDays(night), person, score);
        }
    }

    Outcome night(LocalDate day) throws SQLException {
        Instant began = day.plusDays(1).atTime(2, 0).toInstant(ZoneOffset.UTC);
        try (Connection connection = TestSchema.worker().getConnection()) {
            return JdbcTransaction.<Outcome, SQLException>commit(
                    connection,
                    () -> new TierNightStore(connection, RULES)
                            .decide(new Night(company.org(), day, ZoneOffset.UTC, began)));
        }
    }

    List<String> tiers() {
        return TestSchema.rows(
                "select p.name, t.tier, t.since from model_tier t join person p using (org_id, user_id)"
                        + " where t.org_id = ? and not t.deleted order by p.name",
                company.org());
    }

    List<String> changes() {
        return TestSchema.rows(
                "select day, kind, from_tier, to_tier from tier_change where org_id = ? order by change_id",
                company.org());
    }

    long version() {
        return Long.parseLong(TestSchema.rows("select max(version) from model_tier where org_id = ?", company.org())
                .get(0));
    }

    /** An override as an administrator's request writes it. */
    void override(UUID person, String tier, Instant until) {
        TestSchema.execute(
                "insert into model_tier (org_id, user_id, tier, since, reason, earned, earned_since, override_tier, override_reason,"
                        + " override_by, override_at, override_until, formula_version, version)"
                        + " values (?, ?, ?, date '2026-02-01', 'x', 'standard', date '2026-02-01', ?, 'x', 'someone', now(),"
                        + " ?::timestamptz, 1, 1)",
                company.org(),
                person,
                tier,
                tier,
                until.toString());
    }
}
