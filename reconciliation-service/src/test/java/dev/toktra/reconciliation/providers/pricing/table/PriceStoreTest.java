package dev.toktra.reconciliation.providers.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.ledger.LedgerRig;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.providers.pricing.PriceBook;
import dev.toktra.reconciliation.providers.pricing.Rates;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of prices belongs to all tests: what is put here is of made-up models, and taken away again. */
class PriceStoreTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final PriceStore store = PriceRig.store();
    private LedgerRig rig;

    @BeforeEach
    void open() throws SQLException {
        rig = new LedgerRig();
        store.put(PriceLists.read(Optional.empty()));
    }

    @AfterEach
    void close() throws SQLException {
        store.put(PriceLists.read(Optional.empty()));
        rig.close();
    }

    @Test
    void theTableIsInLineWithTheListAfterAStart() throws SQLException {
        List<Price> shipped = PriceLists.shippedBook().prices();
        List<Price> there = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            there.addAll(PriceStore.book(rig.connection(), provider.word()).prices());
        }
        assertThat(ids(there)).hasSameElementsAs(ids(shipped));
    }

    @Test
    void aSecondStartChangesNothing() throws SQLException {
        assertThat(store.put(PriceLists.read(Optional.empty()))).isZero();
    }

    @Test
    void onlyWhatIsAnotherPriceIsWritten() throws SQLException {
        assertThat(put(price("made-up-1", null, null, "1"), price("made-up-2", null, null, "1")))
                .isEqualTo(2);
        assertThat(put(price("made-up-1", null, null, "1"), price("made-up-2", null, null, "2")))
                .as("one goes and one comes, both of the same model and time")
                .isEqualTo(1);
        assertThat(input("made-up-2", DAY)).isEqualTo("2");
        assertThat(put()).isEqualTo(2);
        assertThat(input("made-up-2", DAY)).isNull();
    }

    @Test
    void whatWasReplacedStaysForWhatWasComputedWithIt() throws SQLException {
        Price old = price("made-up-1", null, null, "1");
        put(old);
        put(price("made-up-1", null, null, "2"));
        assertThat(rig.rows(
                        "select input, replaced_at is not null from price where ?::uuid is not null and price_id = '"
                                + old.id() + "'"))
                .containsExactly("(1,t)");
        put(old);
        assertThat(input("made-up-1", DAY)).isEqualTo("1");
    }

    @Test
    void aStatementFindsThePriceThatTheBookFinds() throws SQLException {
        Price[] prices = {
            price("made-up_*", null, null, "1"),
            price("made-up_9*", null, DAY, "2"),
            price("made-up_9.5", DAY, DAY.plusDays(1), "3")
        };
        put(prices);
        PriceBook book = PriceBook.of(List.of(prices));
        for (String model : List.of("made-up_9.5", "made-up_9", "made-up_8", "made-up-9", "made-up_", "made-up%")) {
            for (int days = -1; days <= 1; days++) {
                LocalDate day = DAY.plusDays(days);
                assertThat(input(model, day))
                        .as("%s on %s", model, day)
                        .isEqualTo(book.find(Provider.OPENAI, model, ServiceTier.STANDARD, day)
                                .map(price -> price.rates().input().toPlainString())
                                .orElse(null));
            }
        }
    }

    @Test
    void daysWhoseCostsAreOthersAreMarked() throws SQLException {
        estimate("made-up-raw", DAY);
        estimate("made-up-1", DAY.plusDays(1));
        estimate("made-up-other", DAY.plusDays(2));
        share("made-up-1", "standard", "2026-11-19T23:00:00Z");
        share("made-up-1", "standard", "2026-11-20T23:00:00Z");
        share("made-up-1", "batch", "2026-11-21T00:00:00Z");
        run("insert into model_name values (?, 'openai', 'made-up-raw', 'made-up-1')");
        put(price("made-up-1", DAY, DAY.plusDays(1), "1"));
        assertThat(marks("dirty_day")).containsExactly("(2026-11-20)");
        assertThat(marks("unsettled_day")).containsExactly("(2026-11-20)");
        put(price("made-up-*", null, null, "1"));
        assertThat(marks("dirty_day"))
                .as("another price is a change of both")
                .containsExactly("(2026-11-20)", "(2026-11-21)", "(2026-11-22)");
    }

    @Test
    void replicasThatStartTogetherPutThePricesOnce() throws Exception {
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        PriceLists lists = lists(price("made-up-1", null, null, "1"));
        try {
            List<Callable<Integer>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(() -> PriceRig.store().put(lists));
            }
            int changed = 0;
            for (Future<Integer> start : replicas.invokeAll(starts)) {
                changed += start.get();
            }
            assertThat(changed).isEqualTo(1);
        } finally {
            replicas.shutdownNow();
        }
    }

    private int put(Price... prices) throws SQLException {
        return store.put(lists(prices));
    }

    private static PriceLists lists(Price... prices) {
        return new PriceLists(PriceLists.shippedBook(), PriceBook.of(List.of(prices)));
    }

    private @Nullable String input(String model, LocalDate day) throws SQLException {
        try (var statement = rig.connection()
                .prepareStatement("select input::text from price_of('openai', ?, 'standard', ?::date)")) {
            statement.setString(1, model);
            statement.setString(2, day.toString());
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private List<String> marks(String table) throws SQLException {
        return rig.rows("select distinct day from " + table + " where org_id = ? order by 1");
    }

    private void estimate(String model, LocalDate day) throws SQLException {
        run("insert into usage_daily (org_id, day, identity_id, provider, model, application, zone, "
                + PriceRig.measures() + ") values (?, '" + day + "', 1, 'openai', '" + model
                + "', 'app', 'UTC', " + PriceRig.measures().replaceAll("\\w+", "1") + ")");
    }

    private void share(String model, String tier, String hour) throws SQLException {
        run("insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier,"
                + " input, output) values (?, 'openai', '" + hour + "', '2026-11-21', '" + model
                + "', 'unknown', 'app', 'allocated', '" + tier + "', 1, 1)");
    }

    private void run(String sql) throws SQLException {
        try (var statement = rig.connection().prepareStatement(sql)) {
            statement.setObject(1, rig.org());
            statement.execute();
        }
    }

    private static List<String> ids(List<Price> prices) {
        return prices.stream().map(Price::id).toList();
    }

    private static Price price(String model, @Nullable LocalDate from, @Nullable LocalDate until, String input) {
        Rates rates = Rates.of(new BigDecimal(input), BigDecimal.ONE);
        return new Price(Provider.OPENAI, model, ServiceTier.STANDARD, from, until, rates, "made up");
    }
}
