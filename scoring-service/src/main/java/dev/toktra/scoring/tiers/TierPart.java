package dev.toktra.scoring.tiers;

import dev.toktra.scoring.nights.Night;
import dev.toktra.scoring.nights.NightPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Promotes and demotes by the scores of the latest nights. */
@ApplicationScoped
class TierPart implements NightPart {

    private static final int AFTER_SCORES = 20;

    private final TierRules rules;
    private final TierMetrics metrics;

    TierPart(TierRules rules, TierMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "tiers";
    }

    @Override
    public int place() {
        return AFTER_SCORES;
    }

    @Override
    public int compute(Connection connection, Night night) throws SQLException {
        TierNightStore.Outcome outcome = new TierNightStore(connection, rules).decide(night);
        metrics.decided(outcome.promoted(), outcome.demoted());
        return outcome.people();
    }

    @Override
    public List<String> tablesByNight() {
        return List.of("tier_night");
    }
}
