package dev.toktra.reconciliation;

import dev.toktra.houserules.HouseRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Classes are read once for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {

    private final HouseRules rules = HouseRules.of("dev.toktra.reconciliation");

    @Test
    void houseRulesHold() {
        rules.holdInAService();
    }

    @Test
    void whatIsCountedIsDecidedInPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.ledger.counting..");
    }

    @Test
    void whatConnectionsMayBeAndHowSecretsAreSealedIsDecidedInPlainJava() {
        rules.domainIsPlainJava(
                "dev.toktra.reconciliation.providers.connections.rules..",
                "dev.toktra.reconciliation.providers.connections.sealing..");
    }

    @Test
    void whatProvidersSayIsPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.providers");
    }

    @Test
    void whatIsReadWhenAndWhatItMeansIsDecidedInPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.providers.polling.deciding..");
    }

    @Test
    void whatTokensCostIsDecidedInPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.providers.pricing");
    }

    @Test
    void whatMayBeAskedAndSeenIsDecidedInPlainJava() {
        rules.domainIsPlainJava(
                "dev.toktra.reconciliation.asking.view..",
                "dev.toktra.reconciliation.usage.question..",
                "dev.toktra.reconciliation.usage.view..",
                "dev.toktra.reconciliation.usage.answer..");
    }

    @Test
    void whoseTokensAreIsDecidedInPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.settling..");
    }

    @Test
    void whatMayBeSpentIsDecidedInPlainJava() {
        rules.domainIsPlainJava("dev.toktra.reconciliation.budgets.rules..");
    }
}
