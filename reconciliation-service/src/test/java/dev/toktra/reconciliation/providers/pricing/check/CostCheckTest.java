package dev.toktra.reconciliation.providers.pricing.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Cost;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Day;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Line;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.ModelLine;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.State;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCheckTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Drift.Limits LIMITS = new Drift.Limits(new BigDecimal("5"), new BigDecimal("1"));

    @Test
    void whatAgreesHasNoDrift() {
        Line line = check(24, Map.of("gpt-9", cost("12.50")), item("gpt-9, input", "10"), item("gpt-9, output", "2.5"));
        assertThat(line.state()).isEqualTo(State.COMPARED);
        assertThat(drift(line).usd()).isEqualByComparingTo("0");
        assertThat(signal(line)).isNull();
    }

    @Test
    void aBillThatIsMuchHigherIsASignal() {
        Line line = check(24, Map.of("gpt-9", cost("80")), item("gpt-9, input", "100"));
        assertThat(drift(line).percent()).isEqualByComparingTo("20");
        assertThat(signal(line))
                .isEqualTo("openai bills USD 20.00 (20.00 %) more than its reconciled tokens cost by the price table."
                        + " Look at the models below, and put prices of your contract into toktra.prices.file.");
    }

    @Test
    void whatHasNoPriceIsNamedAsTheReason() {
        Line line = check(24, Map.of("gpt-9", cost("80"), "gpt-x", new Cost(null, 7_000)), item("gpt-9, input", "100"));
        assertThat(line.cost().unpricedTokens()).isEqualTo(7_000);
        assertThat(signal(line)).endsWith("7000 of them have no price: see /v1/prices/unknown.");
    }

    @Test
    void smallSumsAndSmallSharesAreNoSignal() {
        assertThat(signal(check(24, Map.of("gpt-9", cost("0.10")), item("gpt-9, input", "1.09"))))
                .as("99 cents")
                .isNull();
        assertThat(signal(check(24, Map.of("gpt-9", cost("105")), item("gpt-9, input", "100"))))
                .as("5 %, not more")
                .isNull();
        assertThat(signal(check(24, Map.of("gpt-9", cost("105.01")), item("gpt-9, input", "100"))))
                .contains("bills USD 5.01 (5.01 %) less");
        assertThat(signal(check(24, Map.of("gpt-9", cost("2")), item("gpt-9, input", "0"))))
                .contains("bills USD 2.00 less");
    }

    @Test
    void whatIsNotOfTokensIsShownAndNotCompared() {
        Line line = check(24, Map.of("gpt-9", cost("10")), item("gpt-9, input", "10"), item("web search", "40"));
        assertThat(line.billed()).isEqualByComparingTo("10");
        assertThat(line.other()).isEqualByComparingTo("40");
        assertThat(drift(line).usd()).isEqualByComparingTo("0");
    }

    @Test
    void onlyWholeReconciledDaysAreCompared() {
        Line line = check(23, Map.of("gpt-9", cost("10")), item("gpt-9, input", "100"));
        assertThat(line.state()).isEqualTo(State.NOT_SETTLED);
        assertThat(line.drift()).isNull();
        assertThat(check(24, Map.of("gpt-9", cost("10"))).state()).isEqualTo(State.NOT_YET_REPORTED);
    }

    @ParameterizedTest
    @CsvSource({"AZURE_OPENAI", "GCP_VERTEX"})
    void whoHasNoCostReportIsNotCompared(Provider provider) {
        Line line = CostCheck.of(new Day(DAY, provider, 24, Map.of("m", cost("1")), Bill.whole(List.of())));
        assertThat(line.state()).isEqualTo(State.NOT_REPORTED);
        assertThat(line.billed()).isNull();
        assertThat(line.cost().usd()).isEqualByComparingTo("1");
    }

    @Test
    void modelsAreComparedWhereTheBillNamesThem() {
        Line line = check(
                24,
                Map.of("gpt-9", cost("10"), "gpt-8", cost("1")),
                item("gpt-9, input", "8"),
                item("gpt-9, cached input", "1"),
                item("gpt-7, output", "3"));
        assertThat(line.models())
                .containsExactly(
                        new ModelLine("gpt-7", new Cost(null, 0), new BigDecimal("3")),
                        new ModelLine("gpt-8", cost("1"), null),
                        new ModelLine("gpt-9", cost("10"), new BigDecimal("9")));
    }

    @Test
    void onlyComparedDaysAreSummed() {
        Line compared = check(24, Map.of("gpt-9", cost("10")), item("gpt-9, input", "11"));
        Line open = check(5, Map.of("gpt-9", cost("100")), item("gpt-9, input", "1"));
        assertThat(CostCheck.totals(List.of(compared, open)).get(Provider.OPENAI))
                .satisfies(total -> {
                    assertThat(total.days()).isEqualTo(1);
                    assertThat(total.usd()).isEqualByComparingTo("10");
                    assertThat(total.billed()).isEqualByComparingTo("11");
                    assertThat(total.drift().percent()).isEqualByComparingTo("9.09");
                });
    }

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({
        "gpt-5-2025-08-07, 'gpt-5-2025-08-07, input', true",
        "gpt-5, 'gpt-5, cached input', true",
        "gpt-5, 'gpt-5, cache write 1h', true",
        "gpt-5, 'gpt-5, audio output', true",
        ", 'web search, calls', false",
        ", 'assistants api | file search', false",
        ", , true"
    })
    void lineItemsSayWhatIsBilled(@Nullable String model, @Nullable String lineItem, boolean tokens) {
        BilledItem item = new BilledItem(null, lineItem, BigDecimal.ONE);
        assertThat(item.isOfTokens()).isEqualTo(tokens);
        assertThat(item.billedModel().orElse(null)).isEqualTo(model);
    }

    private static Line check(int hours, Map<String, Cost> costs, BilledItem... bill) {
        return CostCheck.of(new Day(DAY, Provider.OPENAI, hours, costs, Bill.whole(List.of(bill))));
    }

    private static Drift drift(Line line) {
        return Objects.requireNonNull(line.drift());
    }

    private static @Nullable String signal(Line line) {
        return drift(line).signal("openai", line.cost().unpricedTokens(), LIMITS);
    }

    private static Cost cost(String usd) {
        return new Cost(new BigDecimal(usd), 0);
    }

    private static BilledItem item(String lineItem, String usd) {
        return new BilledItem(null, lineItem, new BigDecimal(usd));
    }
}
