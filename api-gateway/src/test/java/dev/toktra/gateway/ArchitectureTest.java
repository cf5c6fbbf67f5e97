package dev.toktra.gateway;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Classes are read once for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
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
