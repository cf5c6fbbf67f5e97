package dev.toktra.scoring.tiers;

import dev.toktra.scoring.tiers.rules.Ladder;
import dev.toktra.scoring.tiers.rules.ModelPatterns;
import dev.toktra.scoring.tiers.rules.Tier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes the rules of the settings; settings that contradict each other stop the start. */
@ApplicationScoped
class TierRulesProducer {

    @Produces
    @Singleton
    TierRules rules(TiersConfig config) {
        return new TierRules(
                new Ladder(config.advancedFrom(), config.premiumFrom(), config.nights(), config.margin()),
                config.daysBack(),
                new ModelPatterns(Map.of(
                        Tier.STANDARD, config.standardModels(),
                        Tier.ADVANCED, config.advancedModels(),
                        Tier.PREMIUM, config.premiumModels())),
                config.unnamedModelNeeds(),
                config.longestOverride());
    }
}
