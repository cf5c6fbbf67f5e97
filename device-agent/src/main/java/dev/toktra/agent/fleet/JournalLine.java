package dev.toktra.agent.fleet;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was settled of a stream, a batch or all so far. */
record JournalLine(
        UUID streamId,
        long fromSeq,
        long throughSeq,
        long events,
        long tombstones,
        long lost,
        long rejected,
        long deadLetters,
        List<Cell> cells) {

    /** This and the next lines of the same stream; without cells. */
    JournalLine plus(JournalLine next) {
        return new JournalLine(
                streamId,
                fromSeq,
                Math.max(throughSeq, next.throughSeq),
                events + next.events,
                tombstones + next.tombstones,
                lost + next.lost,
                rejected + next.rejected,
                deadLetters + next.deadLetters,
                List.of());
    }

    /** Sums by what a device alone can tell. */
    record Cell(Key key, Sums sums) {}

    /** What a device alone can tell of an event. */
    record Key(
            @Nullable String account,
            String provider,
            @Nullable String model,
            LocalDate dayUtc,
            LocalDate dayOrg) {}
}
