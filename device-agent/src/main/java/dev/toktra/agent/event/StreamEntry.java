package dev.toktra.agent.event;

import java.nio.charset.StandardCharsets;

/** What stands under a number of a stream: the same for ever, however often it is sent. */
public sealed interface StreamEntry {

    /** The number in the stream, from 1. */
    long seq();

    /** What the device believes that the entry, or what it names as lost, holds. */
    long estimatedTokens();

    /** The element of the {@code events} array, byte for byte the same at each call. */
    byte[] json();

    /** An observed event; {@code json} is its JSON. */
    record Event(long seq, long estimatedTokens, byte[] json) implements StreamEntry {

        public Event {
            lawOfNumbers(seq, estimatedTokens);
        }
    }

    /** A tombstone: it names events of the same stream that were given up before they were sent. */
    record Tombstone(long seq, long fromSeq, long toSeq, long estimatedTokens) implements StreamEntry {

        public Tombstone {
            lawOfNumbers(seq, estimatedTokens);
            if (fromSeq < 1 || toSeq < fromSeq || seq <= toSeq) {
                throw new IllegalArgumentException("a tombstone names numbers below its own, from 1");
            }
        }

        @Override
        public byte[] json() {
            return ("{\"lost\":{\"from_seq\":" + fromSeq + ",\"to_seq\":" + toSeq + ",\"estimated_tokens\":"
                            + estimatedTokens + "}}")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static void lawOfNumbers(long seq, long estimatedTokens) {
        if (seq < 1) {
            throw new IllegalArgumentException("seq starts at 1");
        }
        if (estimatedTokens < 0) {
            throw new IllegalArgumentException("estimated tokens must not be negative");
        }
    }
}
