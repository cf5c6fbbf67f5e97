package dev.toktra.reconciliation.ledger.counting;

import dev.toktra.events.UsageBatch;

/** Which numbers of which stream a batch brought: the same bounds with other content mean that numbers were used twice. */
public record BatchBounds(StreamKey stream, long firstSeq, long lastSeq) {

    public static BatchBounds of(UsageBatch batch) {
        return new BatchBounds(StreamKey.of(batch), batch.firstSeq(), batch.lastSeq());
    }

    public SeqRange range() {
        return new SeqRange(firstSeq, lastSeq);
    }
}
