package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.ConservationPropertyTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.events.UsageBatch;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.StalePosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server dies before, and in another round after, every single step of counting a portion. */
class CrashTest {

    @ParameterizedTest(name = "dies after the step: {0}")
    @ValueSource(booleans = {false, true})
    void aCrashBetweenAnyTwoStepsCountsEverythingOnce(boolean afterwards) throws Exception {
        try (LedgerRig rig = new LedgerRig()) {
            RandomStreams streams = new RandomStreams(21, rig.org(), 3);
            LedgerModel model = new LedgerModel();
            List<UsageBatch> sent = streams.transmissions(250);
            int step = 0;
            int deepest = 0;
            for (int from = 0; from < sent.size(); from += 6) {
                UsageBatch[] some =
                        sent.subList(from, Math.min(sent.size(), from + 6)).toArray(UsageBatch[]::new);
                boolean died = dieAndRecover(rig, rig.portion(some), step, afterwards);
                deepest = Math.max(deepest, step);
                step = died ? step + 1 : 0; // until the transaction has no more steps, then once more from the first
                List.of(some).forEach(model::take);
            }
            assertThat(deepest).isGreaterThanOrEqualTo(16);
            assertSame(rig, streams, model);
        }
    }

    private static boolean dieAndRecover(LedgerRig rig, Portion portion, int step, boolean afterwards)
            throws Exception {
        DyingConnection dying;
        try (Connection real = LedgerRig.connect()) {
            dying = new DyingConnection(real, step, afterwards);
            rig.count(new LedgerSession(dying.connection()), portion);
            return dying.died();
        } catch (SQLException e) {
            assertThat(FailureKind.of(e)).as(e.toString()).isEqualTo(FailureKind.TRANSIENT);
        }
        try {
            rig.recount(portion);
        } catch (StalePosition e) {
            rig.skip(portion); // the commit was done, only its answer was lost
        }
        return true;
    }
}
