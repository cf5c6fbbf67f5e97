package dev.toktra.ingest;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final HouseRules RULES = HouseRules.of("dev.toktra.ingest");

    @Test
    void houseRulesHold() {
        RULES.holdInAService();
    }

    @Test
    void whatDecidesUsesNothingButJava() {
        RULES.domainIsPlainJava("dev.toktra.ingest.batch..");
    }
}
