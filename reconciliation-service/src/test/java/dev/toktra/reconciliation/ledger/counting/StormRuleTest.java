package dev.toktra.reconciliation.ledger.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StormRuleTest {

    private final StormRule rule = new StormRule(100, 10);

    @Test
    void moreThanTheLimitFromEnoughStreamsIsAStorm() {
        assertThat(rule.forbids(0, Set.of(), refusals(101, 10, "sqlstate-22021")))
                .isTrue();
        assertThat(rule.forbids(0, Set.of(), refusals(100, 10, "sqlstate-22021")))
                .isFalse();
        assertThat(rule.forbids(0, Set.of(), refusals(101, 10, Fault.UNREADABLE_RECORD)))
                .isTrue();
    }

    @Test
    void fewerStreamsAreOneBadSender() {
        assertThat(rule.forbids(0, Set.of(), refusals(5000, 9, "sqlstate-22021")))
                .isFalse();
    }

    @Test
    void whatIsInQuarantineAlreadyCounts() {
        Set<String> recent = Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(rule.forbids(100, recent, refusals(1, 1, "sqlstate-23514"))).isTrue();
        assertThat(rule.forbids(99, recent, refusals(1, 1, "sqlstate-23514"))).isFalse();
    }

    @Test
    void faultsOfASenderNeverStopAPartition() {
        for (String reason : List.of(Fault.SEQUENCE_REUSED, Fault.TOO_MANY_GAPS, Fault.UNKNOWN_ORGANISATION)) {
            assertThat(rule.forbids(0, Set.of(), refusals(5000, 50, reason))).isFalse();
        }
    }

    private static List<Quarantined> refusals(int count, int streams, String reason) {
        List<Quarantined> refusals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Fault fault = new Fault(reason, "");
            Arrival arrival =
                    new Arrival.Refused(i, "stream-" + i % streams, null, new Arrival.Content(new byte[0], fault));
            refusals.add(new Quarantined(arrival, null, null, false, fault));
        }
        return refusals;
    }
}
