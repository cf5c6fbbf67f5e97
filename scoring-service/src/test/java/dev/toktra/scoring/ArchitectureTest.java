package dev.toktra.scoring;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void houseRulesHold() {
        HouseRules rules = HouseRules.of("dev.toktra.scoring");
        rules.holdInAService();
        rules.domainIsPlainJava("dev.toktra.scoring.tiers.rules..");
    }
}
