package dev.toktra.reconciliation.providers.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.provider.names.Provider;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * However providers and replicas fail, the tables end with the provider's last word and tell how they came there. Its
 * size is {@code -Dtoktra.histories=500}, its first seed {@code -Dtoktra.history=…}.
 */
class ProviderHistoriesTest {

    private static final Logger LOG = Logger.getLogger(ProviderHistoriesTest.class);
    private static final int IN_THE_SUITE = 12;

    @Test
    void historiesOnThreeReplicasEndInTheProvidersLastWordWithCompleteRevisions() throws Exception {
        int histories = Integer.getInteger("toktra.histories", IN_THE_SUITE);
        long first = Long.getLong("toktra.history", System.nanoTime());
        long[] numbers = new long[6];
        for (int i = 0; i < histories; i++) {
            add(numbers, history(first + i));
        }
        LOG.infof(
                "%d histories from seed %d: %d figures, %d revisions, %d runs (%d failed, %d lost), %d figures gone",
                histories, first, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        assertThat(numbers).as("figures, revisions, runs, failed, lost, gone").doesNotContain(0);
    }

    private static List<String> history(long seed) throws Exception {
        Provider provider = Provider.values()[(int) Math.floorMod(seed, 4L)];
        try (ProviderHistory history = new ProviderHistory(seed, provider)) {
            history.happen();
            history.tables.hold(history.lastWord());
            history.tables.areToldByRevisions();
            history.tables.showEveryRunEnded();
            return history.tables.numbers();
        } catch (AssertionError | Exception e) {
            throw new AssertionError("-Dtoktra.histories=1 -Dtoktra.history=" + seed + " (" + provider + ")", e);
        }
    }

    private static void add(long[] sums, List<String> row) {
        long[] more =
                Arrays.stream(row.get(0).split(" ")).mapToLong(Long::parseLong).toArray();
        Arrays.setAll(sums, i -> sums[i] + more[i]);
    }
}
