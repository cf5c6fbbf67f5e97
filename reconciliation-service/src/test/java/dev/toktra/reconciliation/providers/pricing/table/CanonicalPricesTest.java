package dev.toktra.reconciliation.providers.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.settling.naming.ModelNames;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A price is found by a model's one name, which settling gives it. */
class CanonicalPricesTest {

    private static final ModelNames NAMES = ModelNames.builtIn();

    /** Snapshots at other prices than their models, which an alias to themselves tells apart. */
    private static final Set<String> SNAPSHOTS = Set.of(
            "gpt-4o-2024-05-13",
            "gpt-3.5-turbo-0301",
            "gpt-3.5-turbo-0613",
            "gpt-3.5-turbo-1106",
            "gemini-2.5-flash-preview-09-2025");

    @Test
    void everyPriceIsUnderTheNameThatItsModelHas() {
        Set<String> others = PriceLists.shippedBook().prices().stream()
                .filter(price ->
                        !NAMES.canonical(price.provider().word(), price.model()).equals(price.model()))
                .map(Price::model)
                .collect(Collectors.toSet());
        assertThat(others).isEqualTo(SNAPSHOTS);
    }
}
