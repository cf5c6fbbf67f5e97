package dev.toktra.reconciliation.providers.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.providers.pricing.PriceBook;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final PriceBook SHIPPED = PriceLists.shippedBook();

    /** Reckoned by hand from the providers' published prices per million tokens. */
    @Test
    void costsAreThoseThatProvidersPublish() {
        // gpt-4o: $2.50 input, $1.25 cached, $10 output
        assertThat(cost(Provider.OPENAI, "gpt-4o", new Counts(1_000_000, 100_000, 600_000L, 400_000L, 0L, null, 9L)))
                .isEqualByComparingTo("3.00");
        // claude-sonnet-4-5: $3 input, $0.30 read, $3.75 and $6 written, $15 output
        assertThat(cost(
                        Provider.ANTHROPIC,
                        "claude-sonnet-4-5",
                        new Counts(2_700_000, 200_000, 500_000L, 2_000_000L, 200_000L, 100_000L, null)))
                .isEqualByComparingTo("6.075");
        // gpt-4.1-mini, Global: $0.40 input, $1.60 output
        assertThat(cost(Provider.AZURE_OPENAI, "gpt-4.1-mini", Counts.of(2_000_000, 500_000, 7L)))
                .isEqualByComparingTo("1.60");
        // gemini-2.5-pro: $1.25 input, $10 output; the higher price of long prompts is no price of sums
        assertThat(cost(Provider.GCP_VERTEX, "gemini-2.5-pro", Counts.of(1_000_000, 100_000, 3L)))
                .isEqualByComparingTo("2.25");
    }

    private static BigDecimal cost(Provider provider, String model, Counts counts) {
        return SHIPPED.find(provider, model, ServiceTier.STANDARD, DAY)
                .orElseThrow()
                .cost(counts);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "OPENAI, gpt-4o, BATCH, 1.25 5",
        "OPENAI, gpt-4o, PRIORITY, 4.25 17",
        "OPENAI, gpt-5, FLEX, 0.625 5",
        "OPENAI, gpt-5, BATCH, 0.625 5",
        "OPENAI, text-embedding-3-small, STANDARD, 0.02 0",
        "OPENAI, ft:gpt-4o-2024-08-06:acme::1, STANDARD, 3.75 15",
        "ANTHROPIC, claude-haiku-4-5, BATCH, 0.5 2.5",
        "GCP_VERTEX, claude-sonnet-4-5, STANDARD, 3 15",
        "GCP_VERTEX, gemini-3.5-flash, PRIORITY, 2.7 16.2"
    })
    void tiersHaveThePricesThatAreListed(Provider provider, String model, ServiceTier tier, String inputAndOutput) {
        assertThat(SHIPPED.find(provider, model, tier, DAY))
                .map(Price::rates)
                .map(rates ->
                        rates.input().toPlainString() + " " + rates.output().toPlainString())
                .contains(inputAndOutput);
    }

    @ParameterizedTest(name = "{0} {1} {2} is not known")
    @CsvSource({
        "OPENAI, gpt-5.1, FLEX",
        "OPENAI, gpt-realtime, STANDARD",
        "OPENAI, unknown, STANDARD",
        "ANTHROPIC, claude-opus-5, PRIORITY",
        "AZURE_OPENAI, gpt-4o, PROVISIONED",
        "AZURE_OPENAI, gpt-4o, BATCH",
        "GCP_VERTEX, gemini-2.5-pro, PROVISIONED"
    })
    void whatNobodyPublishesStaysUnknown(Provider provider, String model, ServiceTier tier) {
        assertThat(SHIPPED.find(provider, model, tier, DAY)).isEmpty();
    }

    @Test
    void pricesChangeOnTheirDay() {
        assertThat(input("gpt-5.6", LocalDate.of(2026, 8, 20))).isEqualByComparingTo("5");
        assertThat(input("gpt-5.6", LocalDate.of(2026, 8, 21))).isEqualByComparingTo("4");
        assertThat(SHIPPED.find(Provider.OPENAI, "gpt-5.6", ServiceTier.BATCH, DAY))
                .as("the batch price was read before the standard one fell")
                .isEmpty();
    }

    private static BigDecimal input(String model, LocalDate day) {
        return SHIPPED.find(Provider.OPENAI, model, ServiceTier.STANDARD, day)
                .orElseThrow()
                .rates()
                .input();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "OPENAI, gpt-5.5",
        "OPENAI, gpt-5.3-codex",
        "OPENAI, gpt-5.4-mini",
        "OPENAI, gpt-4o",
        "ANTHROPIC, claude-opus-5",
        "ANTHROPIC, claude-sonnet-5",
        "ANTHROPIC, claude-haiku-4-5",
        "ANTHROPIC, claude-3-5-sonnet",
        "AZURE_OPENAI, gpt-5.1",
        "AZURE_OPENAI, gpt-4o",
        "AZURE_OPENAI, gpt-4.1-mini",
        "GCP_VERTEX, gemini-2.5-pro",
        "GCP_VERTEX, gemini-3.5-flash",
        "GCP_VERTEX, gemini-1.5-pro",
        "GCP_VERTEX, claude-sonnet-4-5"
    })
    void whatTheDemoUsesHasAPrice(Provider provider, String model) {
        assertThat(SHIPPED.find(provider, model, ServiceTier.STANDARD, DAY)).isPresent();
    }

    @Test
    void theOperatorsListReplacesByModelAndTier(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own.json");
        Files.writeString(file, """
                {"prices": [
                  {"provider": "openai", "model": "gpt-4o", "tier": "standard", "input": 2, "output": 8, "source": "contract"}
                ]}""");
        PriceLists lists = PriceLists.read(Optional.of(file));
        assertThat(lists.book().find(Provider.OPENAI, "gpt-4o", ServiceTier.STANDARD, DAY))
                .hasValueSatisfying(price -> assertThat(price.source()).isEqualTo("contract"));
        assertThat(lists.book().find(Provider.OPENAI, "gpt-4o", ServiceTier.BATCH, DAY))
                .hasValueSatisfying(price -> assertThat(price.source()).startsWith("LiteLLM"));
    }

    @Test
    void aListThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> PriceLists.read(Optional.of(Path.of("/nowhere/own.json"))))
                .isInstanceOf(WrongPrices.class)
                .hasMessageContaining("/nowhere/own.json cannot be read");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"input\": 1, \"output\": 2, \"source\": \"x\", \"reasoning\": 3 | line 3: a price has no reasoning",
                "\"input\": 1, \"source\": \"x\" | line 3: a price needs output",
                "\"input\": \"1\", \"output\": 2, \"source\": \"x\" | line 3: input must be a number",
                "\"input\": -1, \"output\": 2, \"source\": \"x\" | line 3: a price is not negative",
                "\"input\": 1, \"output\": 2, \"source\": \"\" | line 3: a price has a source",
                "\"input\": 1, \"output\": 2, \"source\": \"x\", \"from\": \"soon\" | line 3: from Text 'soon'",
                "\"input\": 1, \"output\": 2 \"source\": \"x\" | line 3: Unexpected character",
                "\"input\": 1, \"input\": 1, \"output\": 2, \"source\": \"x\" | line 3: Duplicate field 'input'",
            })
    void whatIsWrongIsSaidWithItsLine(String row, String expected) {
        String list =
                "{\"prices\": [\n\n{\"provider\": \"openai\", \"model\": \"m\", \"tier\": \"standard\", " + row + "}]}";
        assertThatThrownBy(() -> read(list))
                .isInstanceOf(WrongPrices.class)
                .hasMessageStartingWith("own.json, ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | line 1: a list of prices looks like",
                "{\"prices\": {}} | line 1: a list of prices looks like",
                "{\"prices\": [1]} | line 1: a list of prices looks like",
                "{\"prices\": []} {} | line 1: a list of prices looks like",
                "{\"prices\": [ | line 1: ",
                "{\"prices\": [{\"provider\": \"mistral\"}]} | line 1: a price needs input",
            })
    void onlyAListOfPricesIsOne(String list, String expected) {
        assertThatThrownBy(() -> read(list)).isInstanceOf(WrongPrices.class).hasMessageContaining(expected);
    }

    @Test
    void aTierOrProviderThatIsNotKnownIsNamed() {
        assertThatThrownBy(
                        () -> read("{\"prices\": [{\"provider\": \"mistral\", \"model\": \"m\", \"tier\": \"standard\","
                                + " \"input\": 1, \"output\": 1, \"source\": \"x\"}]}"))
                .hasMessage("own.json, line 1: provider is not known: mistral");
    }

    private static PriceBook read(String list) throws IOException {
        return PriceListMapper.read("own.json", new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
    }
}
