package dev.toktra.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** What the devices were told is accepted is what the API answers, to the token, however often it was sent. */
class CountedOnceTest {

    private final Product product = Product.running();

    @Test
    void aMonthIsAnsweredToTheTokenThoughAFifthWasSentTwice() {
        product.awaitTruth();
        product.awaitTruthDownstream();
        assertThat(refused()).as("numbers that had been counted already").isPositive();
    }

    @Test
    void aYearLaterHalfOfItIsSentOnceMoreAndNothingChanges() {
        product.awaitTruth();
        long stored = product.number("select count(*) from reconciliation.usage_event");
        long refused = refused();

        // A year later the hashes of batches are long gone; the numbers of the stream are not.
        product.run("delete from reconciliation.stream_batch");
        long resent = product.month.resendHistory(0.5);

        assertThat(resent).isPositive();
        await().atMost(Product.SETTLED_WITHIN).until(() -> refused() - refused == resent);
        assertThat(product.number("select count(*) from reconciliation.usage_event"))
                .isEqualTo(stored);
        product.awaitTruth();
    }

    private long refused() {
        return product.number("select coalesce(sum(duplicate_seq), 0) from reconciliation.ledger_hour");
    }
}
