package dev.toktra.reconciliation.providers.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceBookTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Test
    void aPriceHoldsFromItsFirstDayUntilTheDayItEnds() {
        PriceBook book =
                PriceBook.of(List.of(price("gpt-9", null, DAY, "2"), price("gpt-9", DAY, DAY.plusDays(2), "1")));
        assertThat(input(book, "gpt-9", DAY.minusDays(1))).contains("2");
        assertThat(input(book, "gpt-9", DAY)).contains("1");
        assertThat(input(book, "gpt-9", DAY.plusDays(1))).contains("1");
        assertThat(input(book, "gpt-9", DAY.plusDays(2))).isEmpty();
    }

    @Test
    void aNameGoesBeforeAPatternAndALongerPatternBeforeAShorterOne() {
        PriceBook book = PriceBook.of(List.of(
                price("gpt-*", null, null, "1"),
                price("gpt-9*", null, null, "2"),
                price("gpt-9.5", DAY, null, "3"),
                price("*-end", null, null, "4")));
        assertThat(input(book, "gpt-9.5", DAY)).contains("3");
        assertThat(input(book, "gpt-9.5", DAY.minusDays(1))).contains("2");
        assertThat(input(book, "gpt-9.6", DAY)).contains("2");
        assertThat(input(book, "gpt-8", DAY)).contains("1");
        assertThat(input(book, "gpt-", DAY)).contains("1");
        assertThat(input(book, "claude-end", DAY)).contains("4");
        assertThat(input(book, "claude", DAY)).isEmpty();
    }

    @Test
    void onlyAStarStandsForAnything() {
        PriceBook book = PriceBook.of(List.of(price("gpt_9.5*", null, null, "1")));
        assertThat(input(book, "gpt_9.5-mini", DAY)).contains("1");
        assertThat(input(book, "gpt-9.5-mini", DAY)).isEmpty();
        assertThat(input(book, "gpt_9x5-mini", DAY)).isEmpty();
    }

    @Test
    void tiersAndProvidersHavePricesOfTheirOwn() {
        PriceBook book = PriceBook.of(List.of(price("gpt-9", null, null, "1")));
        assertThat(book.find(Provider.OPENAI, "gpt-9", ServiceTier.BATCH, DAY)).isEmpty();
        assertThat(book.find(Provider.OPENAI, "gpt-9", ServiceTier.PROVISIONED, DAY))
                .isEmpty();
        assertThat(book.find(Provider.AZURE_OPENAI, "gpt-9", ServiceTier.STANDARD, DAY))
                .isEmpty();
    }

    @Test
    void twoPricesOfOneDayAreRefused() {
        assertThatThrownBy(() -> PriceBook.of(
                        List.of(price("gpt-9", null, DAY.plusDays(1), "2"), price("gpt-9", DAY, null, "1"))))
                .hasMessage("two prices of openai gpt-9 (standard) hold on the same day");
    }

    @Test
    void theOperatorsPricesReplaceAllOfAModelAndTier() {
        PriceBook shipped = PriceBook.of(List.of(
                price("gpt-9", null, DAY, "2"), price("gpt-9", DAY, null, "1"), price("gpt-8", null, null, "5")));
        PriceBook book = shipped.overriddenBy(PriceBook.of(List.of(price("gpt-9", DAY, null, "0.9"))));
        assertThat(input(book, "gpt-9", DAY)).contains("0.9");
        assertThat(input(book, "gpt-9", DAY.minusDays(1))).isEmpty();
        assertThat(input(book, "gpt-8", DAY)).contains("5");
    }

    @Test
    void aCostSaysByWhichPrice() {
        Price price = price("gpt-9", null, null, "2");
        Prices book = PriceBook.of(List.of(price));
        assertThat(book.of(new Prices.Use("openai", "gpt-9", ServiceTier.STANDARD, DAY), Counts.of(500_000, 0, null)))
                .hasValueSatisfying(amount -> {
                    assertThat(amount.cost()).isEqualByComparingTo("1");
                    assertThat(amount.priceId()).isEqualTo(price.id());
                });
        assertThat(book.of(new Prices.Use("mistral", "gpt-9", ServiceTier.STANDARD, DAY), Counts.of(1, 0, null)))
                .isEmpty();
    }

    @Test
    void anotherPriceHasAnotherId() {
        String id = price("gpt-9", null, null, "2").id();
        assertThat(id).startsWith("openai/gpt-9/standard/ever/");
        assertThat(price("gpt-9", null, null, "2.00").id()).isEqualTo(id);
        assertThat(price("gpt-9", null, null, "3").id()).isNotEqualTo(id);
        assertThat(price("gpt-9", null, DAY, "2").id()).isNotEqualTo(id);
    }

    @Test
    void whatCannotBeAPriceIsNone() {
        assertThatThrownBy(() -> price("GPT-9", null, null, "1")).hasMessageContaining("lower case");
        assertThatThrownBy(() -> price("gpt-9", DAY, DAY, "1")).hasMessageContaining("before the one on which it ends");
        Rates rates = Rates.of(BigDecimal.ONE, BigDecimal.ONE);
        assertThatThrownBy(
                        () -> new Price(Provider.OPENAI, "gpt-9", ServiceTier.PROVISIONED, null, null, rates, "nobody"))
                .hasMessageContaining("no price by token");
        assertThatThrownBy(() -> new Price(Provider.OPENAI, "gpt-9", ServiceTier.STANDARD, null, null, rates, " "))
                .hasMessage("a price has a source");
    }

    private static Optional<String> input(PriceBook book, String model, LocalDate day) {
        return book.find(Provider.OPENAI, model, ServiceTier.STANDARD, day)
                .map(price -> price.rates().input().toPlainString());
    }

    private static Price price(String model, @Nullable LocalDate from, @Nullable LocalDate until, String input) {
        Rates rates = Rates.of(new BigDecimal(input), BigDecimal.ONE);
        return new Price(Provider.OPENAI, model, ServiceTier.STANDARD, from, until, rates, "made up");
    }
}
