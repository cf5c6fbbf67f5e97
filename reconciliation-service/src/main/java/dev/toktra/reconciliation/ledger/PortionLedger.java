package dev.toktra.reconciliation.ledger;

import dev.toktra.events.EventJson;
import dev.toktra.events.LostRange;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.counting.Arrival;
import dev.toktra.reconciliation.ledger.counting.Counted;
import dev.toktra.reconciliation.ledger.counting.Fault;
import dev.toktra.reconciliation.ledger.counting.PoisonSearch;
import dev.toktra.reconciliation.ledger.counting.Portion;
import dev.toktra.reconciliation.ledger.store.CannotCount;
import dev.toktra.reconciliation.ledger.store.LedgerSession;
import dev.toktra.reconciliation.ledger.store.LedgerTransaction;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts portions and isolates what the database refuses: records by halving, each half a transaction of its own; then
 * the numbers of the one record left, by trials that are taken back. The record is counted without them, in one
 * transaction, so that no record is ever counted in part.
 */
final class PortionLedger {

    private static final Fault LEFT_OUT = new Fault("left-out-of-a-trial", "");

    private final LedgerTransaction transaction;

    PortionLedger(LedgerTransaction transaction) {
        this.transaction = transaction;
    }

    /** Is told of each committed part, in order. */
    @FunctionalInterface
    interface Progress {

        void committed(Portion part, Counted counted);
    }

    /**
     * Counts all of a portion; where this fails midway, {@code progress} knows how far it came.
     *
     * @throws SQLException of a kind other than {@link FailureKind#POISON}
     */
    void count(LedgerSession session, Portion portion, Progress progress) throws Exception {
        try {
            progress.committed(portion, transaction.count(session, portion));
        } catch (SQLException | RuntimeException e) {
            if (FailureKind.of(e) != FailureKind.POISON) {
                throw e;
            }
            isolate(session, portion, progress, e);
        }
    }

    private void isolate(LedgerSession session, Portion portion, Progress progress, Exception refusal)
            throws Exception {
        int records = portion.arrivals().size();
        if (records > 1) {
            count(session, portion.first(records / 2), progress);
            count(session, portion.after(records / 2), progress);
        } else if (portion.arrivals().get(0) instanceof Arrival.Readable record) {
            quarantine(session, portion, progress, record);
        } else {
            throw new IllegalStateException("the database refuses to quarantine a record", refusal);
        }
    }

    private void quarantine(LedgerSession session, Portion portion, Progress progress, Arrival.Readable record)
            throws Exception {
        List<Long> numbers = numbers(record);
        Map<Long, Fault> culprits = PoisonSearch.among(numbers, kept -> {
            Set<Long> left = new HashSet<>(numbers);
            kept.forEach(left::remove);
            Map<Long, Fault> without = new HashMap<>();
            left.forEach(number -> without.put(number, LEFT_OUT));
            return tryOut(session, portion.with(record.without(without)));
        });
        Portion mended = portion.with(record.without(culprits));
        Fault whole = culprits.size() == numbers.size() ? tryOut(session, mended) : null;
        Portion last = whole == null ? mended : portion.with(refused(record, whole));
        progress.committed(last, transaction.count(session, last));
    }

    private @Nullable Fault tryOut(LedgerSession session, Portion portion) throws SQLException, CannotCount {
        try {
            transaction.tryOut(session, portion);
            return null;
        } catch (SQLException e) {
            if (FailureKind.of(e) != FailureKind.POISON) {
                throw e;
            }
            return Fault.ofSqlState(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (FailureKind.of(e) != FailureKind.POISON) {
                throw e;
            }
            return Fault.ofSqlState("22003", String.valueOf(e.getMessage())); // out of range before it was sent
        }
    }

    private static Arrival refused(Arrival.Readable record, Fault fault) {
        byte[] bytes = EventJson.write(record.batch());
        Arrival.Content content = new Arrival.Content(bytes, fault);
        return new Arrival.Refused(
                record.offset(), record.recordKey(), record.batch().orgId(), content);
    }

    private static List<Long> numbers(Arrival.Readable record) {
        LongStream events = record.batch().events().stream().mapToLong(UsageEvent::seq);
        LongStream lost = record.batch().lost().stream().mapToLong(LostRange::seq);
        return Stream.of(events, lost)
                .flatMapToLong(numbers -> numbers)
                .sorted()
                .boxed()
                .toList();
    }
}
