package dev.toktra.reconciliation.providers.pricing.check;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.ProviderSimulator;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.book.FigureDraft;
import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Calls;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Secret;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.anthropic.AnthropicClient;
import dev.toktra.reconciliation.providers.anthropic.AnthropicCostsClient;
import dev.toktra.reconciliation.providers.openai.OpenAiClient;
import dev.toktra.reconciliation.providers.openai.OpenAiCostsClient;
import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.providers.pricing.PriceBook;
import dev.toktra.reconciliation.providers.pricing.PricedAmount;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.providers.pricing.Rates;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Cost;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Day;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Line;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the simulated providers' own made-up prices, what they bill is what their tokens cost, to the last place. */
class SimulatedCostsTest {

    private static final long SEED = Long.getLong("toktra.seed", 20261122);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T18:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant MIDNIGHT = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Map<String, String> MODELS = Map.of(
            "gpt-4-test",
            "2.5",
            "o9-mini",
            "0.15",
            "claude-opus-9",
            "5",
            "claude-haiku-9",
            "1",
            "claude-sonnet-9",
            "3");

    private final ProviderSimulator simulator = ProviderSimulator.start(CLOCK);
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void whatOpenAiBillsIsWhatItsTokensCost() {
        use(Provider.OPENAI, "gpt-4-test", "o9-mini");
        Line line = openai(book("1"));
        assertThat(line.cost().unpricedTokens()).isZero();
        assertThat(drift(line).usd()).as("seed %d", SEED).isEqualByComparingTo("0");
        assertThat(line.models())
                .hasSize(2)
                .allSatisfy(model -> assertThat(model.billed())
                        .isEqualByComparingTo(model.cost().usd()));
    }

    @Test
    void whatAnthropicBillsIsWhatItsTokensCost() {
        use(Provider.ANTHROPIC, "claude-opus-9", "claude-haiku-9", "claude-sonnet-9");
        Line line = anthropic(book("1"));
        assertThat(line.cost().unpricedTokens()).isZero();
        assertThat(drift(line).usd()).as("seed %d", SEED).isEqualByComparingTo("0");
        assertThat(line.models())
                .hasSize(3)
                .allSatisfy(model -> assertThat(model.billed())
                        .isEqualByComparingTo(model.cost().usd()));
    }

    @Test
    void aPriceThatIsATenthTooLowShows() {
        use(Provider.OPENAI, "gpt-4-test", "o9-mini");
        assertThat(drift(openai(book("0.9"))).percent()).isEqualByComparingTo("10");
    }

    private void use(Provider provider, String... models) {
        var simulated = dev.toktra.devstack.provider.names.Provider.of(provider.word());
        List<Figure> figures = new ArrayList<>();
        for (String model : models) {
            for (int i = 0; i < 4; i++) {
                int hourlong = provider == Provider.ANTHROPIC ? random.nextInt(1000) : 0;
                FigureDraft draft = Figure.of(simulated, MIDNIGHT.plus(Duration.ofHours(7)), model)
                        .user("user_" + i)
                        .key("key_" + i)
                        .project("proj_1")
                        .tokens(random.nextInt(1_000_000), random.nextInt(100_000))
                        .cached(random.nextInt(10_000), random.nextInt(1000), hourlong)
                        .requests(3);
                figures.add(i == 3 ? draft.batch().figure() : draft.figure());
            }
        }
        simulator.book().put(simulated, MIDNIGHT.plus(Duration.ofHours(7)), figures);
    }

    private Line openai(Prices prices) {
        Access access = new Access.OpenAiAccess(
                simulator.access().openai(), Secret.of(simulator.access().openaiKey()));
        var reads = Calls.USUAL.reads(CLOCK);
        return check(
                Provider.OPENAI,
                costs(
                        prices,
                        read(item(new OpenAiClient(reads, CLOCK)
                                .counts(access, Source.OPENAI_COMPLETIONS, window(Width.HOUR))))),
                read(item(new OpenAiCostsClient(reads).costs(access, window(Width.DAY)))));
    }

    private Line anthropic(Prices prices) {
        Access access = new Access.AnthropicAccess(
                simulator.access().anthropic(), Secret.of(simulator.access().anthropicKey()));
        var reads = Calls.USUAL.reads(CLOCK);
        return check(
                Provider.ANTHROPIC,
                costs(
                        prices,
                        read(item(new AnthropicClient(reads, CLOCK)
                                .counts(access, Source.ANTHROPIC_MESSAGES, window(Width.HOUR))))),
                read(item(new AnthropicCostsClient(reads).costs(access, window(Width.DAY)))));
    }

    private static Line check(Provider provider, Map<String, Cost> costs, List<ProviderCost> bill) {
        List<BilledItem> items = bill.stream()
                .map(cost -> new BilledItem(cost.model(), cost.lineItem(), cost.usd()))
                .toList();
        return CostCheck.of(new Day(DAY, provider, 24, costs, Bill.whole(items)));
    }

    private static Map<String, Cost> costs(Prices prices, List<ProviderCount> counts) {
        Map<String, Cost> costs = new TreeMap<>();
        for (ProviderCount count : counts) {
            Provider provider = count.dimensions().model().startsWith("claude") ? Provider.ANTHROPIC : Provider.OPENAI;
            Dimensions dimensions = count.dimensions();
            ServiceTier tier = ServiceTier.of(provider, dimensions.tier(), dimensions.batch());
            BigDecimal usd = prices.of(new Prices.Use(provider.word(), dimensions.model(), tier, DAY), count.counts())
                    .map(PricedAmount::cost)
                    .orElseThrow();
            costs.merge(
                    dimensions.model(),
                    new Cost(usd, 0),
                    (one, other) ->
                            new Cost(Objects.requireNonNull(one.usd()).add(Objects.requireNonNull(other.usd())), 0));
        }
        return costs;
    }

    private static PriceBook book(String factor) {
        List<Price> prices = new ArrayList<>();
        MODELS.forEach((model, million) -> {
            Provider provider = model.startsWith("claude") ? Provider.ANTHROPIC : Provider.OPENAI;
            BigDecimal rate = new BigDecimal(million).multiply(new BigDecimal(factor));
            for (ServiceTier tier : List.of(ServiceTier.STANDARD, ServiceTier.BATCH)) {
                BigDecimal usd = tier == ServiceTier.BATCH ? rate.divide(BigDecimal.valueOf(2)) : rate;
                Rates rates = new Rates(
                        usd,
                        usd.multiply(new BigDecimal("0.1")),
                        usd.multiply(new BigDecimal("1.25")),
                        usd.multiply(new BigDecimal("2")),
                        usd.multiply(new BigDecimal("5")));
                prices.add(new Price(provider, model, tier, null, null, rates, "the simulator's"));
            }
        });
        return PriceBook.of(prices);
    }

    private static Window window(Width width) {
        return new Window(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)), width);
    }

    private static <T> List<T> read(WindowRead<T> read) {
        assertThat(read).isInstanceOf(WindowRead.Complete.class);
        return ((WindowRead.Complete<T>) read).rows();
    }

    private static Drift drift(Line line) {
        return Objects.requireNonNull(line.drift());
    }
}
