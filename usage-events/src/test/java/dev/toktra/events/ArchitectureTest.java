package dev.toktra.events;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theHouseRulesHold() {
        HouseRules.of("dev.toktra.events").holdEverywhere();
    }
}
