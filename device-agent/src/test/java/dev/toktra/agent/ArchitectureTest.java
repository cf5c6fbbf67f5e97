package dev.toktra.agent;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final HouseRules rules = HouseRules.of("dev.toktra.agent");

    @Test
    void holdsTheHouseRulesAndHasNoCycles() {
        rules.holdInAService();
    }

    @Test
    void spoolAndPopulationAreDecidedWithoutFrameworks() {
        rules.domainIsPlainJava("dev.toktra.agent.spool", "dev.toktra.agent.population");
    }
}
