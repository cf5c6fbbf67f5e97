package dev.toktra.bulksql;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void houseRulesHold() {
        HouseRules.of("dev.toktra.bulksql").holdEverywhere();
    }
}
