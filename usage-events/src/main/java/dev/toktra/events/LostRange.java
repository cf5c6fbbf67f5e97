package dev.toktra.events;

/**
 * A tombstone: numbers of a stream whose events the device had to give up before they were sent.
 *
 * @param seq the tombstone's own number in the stream
 * @param fromSeq first lost number
 * @param toSeq last lost number, inclusive, below {@code seq}
 * @param estimatedTokens what the device believes the lost events held
 */
public record LostRange(long seq, long fromSeq, long toSeq, long estimatedTokens) {

    public LostRange {
        Laws.law(fromSeq >= 1, "from_seq starts at 1");
        Laws.law(toSeq >= fromSeq, "to_seq must not be below from_seq");
        Laws.law(seq > toSeq, "a tombstone's seq must be above the range it names");
        Laws.notNegative(estimatedTokens, "estimated_tokens");
    }
}
