package dev.toktra.gateway;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final HouseRules rules = HouseRules.of("dev.toktra.gateway");

    @Test
    void houseRulesHold() {
        rules.holdInAService();
    }

    @Test
    void decisionsAreMadeWithoutFrameworks() {
        rules.domainIsPlainJava("dev.toktra.gateway..");
    }
}
