package dev.toktra.reconciliation.providers.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Provider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {

    @ParameterizedTest(name = "{0} {1} batch={2} is {3}")
    @CsvSource({
        "OPENAI, , false, STANDARD",
        "OPENAI, default, false, STANDARD",
        "OPENAI, default, true, BATCH",
        "OPENAI, flex, false, FLEX",
        "OPENAI, priority, false, PRIORITY",
        "OPENAI, scale, false, PROVISIONED",
        "OPENAI, ultra, false, OTHER",
        "ANTHROPIC, standard, false, STANDARD",
        "ANTHROPIC, batch, true, BATCH",
        "ANTHROPIC, priority, false, PRIORITY",
        "ANTHROPIC, priority_on_demand, false, PRIORITY",
        "ANTHROPIC, flex_discount, false, FLEX",
        "ANTHROPIC, dedicated, false, OTHER",
        "AZURE_OPENAI, , false, STANDARD",
        "AZURE_OPENAI, default, false, STANDARD",
        "GCP_VERTEX, shared, false, STANDARD",
        "GCP_VERTEX, Standard, false, STANDARD",
        "GCP_VERTEX, dedicated, false, PROVISIONED",
        "GCP_VERTEX, flex, false, FLEX"
    })
    void tiersAreToldByTheProvidersWords(Provider provider, String tier, boolean batch, ServiceTier expected) {
        assertThat(ServiceTier.of(provider, tier, batch)).isEqualTo(expected);
    }

    @Test
    void everyTierIsFoundByItsWord() {
        assertThat(ServiceTier.values())
                .allSatisfy(tier -> assertThat(ServiceTier.of(tier.word())).contains(tier));
        assertThat(ServiceTier.of("STANDARD")).isEmpty();
    }
}
