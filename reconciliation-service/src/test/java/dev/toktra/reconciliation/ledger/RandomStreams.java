package dev.toktra.reconciliation.ledger;

import dev.toktra.events.LostRange;
import dev.toktra.events.Rejection;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Streams of a seed and what is sent of them: each number is always the same thing, whichever batch brings it; batches are
 * resent, overlap, come in any order, and some numbers never come.
 */
final class RandomStreams {

    private static final int DAYS = 5;

    private final Random random;
    private final List<TestBatches> streams = new ArrayList<>();
    private final Instant latest;

    RandomStreams(long seed, UUID org, int count) {
        this(seed, org, count, TestBatches.NOW);
    }

    RandomStreams(long seed, UUID org, int count, Instant latest) {
        this.random = new Random(seed);
        this.latest = latest;
        for (int i = 0; i < count; i++) {
            streams.add(new TestBatches(org));
        }
    }

    List<TestBatches> streams() {
        return streams;
    }

    /** Batches in the order in which they arrive. */
    List<UsageBatch> transmissions(int numbers) {
        List<UsageBatch> sent = new ArrayList<>();
        for (TestBatches stream : streams) {
            long next = 1;
            while (next <= numbers) {
                long last = Math.min(numbers, next + random.nextInt(12));
                UsageBatch batch = batch(stream, next, last);
                if (random.nextInt(10) > 0) {
                    sent.add(batch);
                }
                if (random.nextInt(4) == 0) {
                    sent.add(batch);
                }
                if (random.nextInt(5) == 0) {
                    sent.add(batch(stream, Math.max(1, next - random.nextInt(6)), last));
                }
                if (random.nextInt(6) == 0) {
                    sent.add(stream.heartbeat(last + 1, TestBatches.NOW));
                }
                next = last + 1;
            }
        }
        Collections.shuffle(sent, random);
        return sent;
    }

    private UsageBatch batch(TestBatches stream, long first, long last) {
        List<UsageEvent> events = new ArrayList<>();
        List<LostRange> lost = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            Random own = new Random(stream.stream().hashCode() * 31L + seq);
            int kind = own.nextInt(100);
            if (kind < 6) {
                rejected.add(new Rejection(seq, "too-old"));
            } else if (kind < 12 && seq > 8) {
                long to = seq - 1 - own.nextInt(4);
                lost.add(new LostRange(seq, Math.max(1, to - own.nextInt(3)), to, own.nextInt(100)));
            } else {
                events.add(event(seq, kind, own));
            }
        }
        UsageBatch batch = stream.batch(events, lost, rejected);
        String bounds = String.format("%016x%016x", batch.firstSeq(), batch.lastSeq());
        return TestBatches.withHash(batch, bounds);
    }

    private UsageEvent event(long seq, int kind, Random own) {
        Instant at = latest.minus(Duration.ofSeconds(own.nextInt(DAYS * 86_400)));
        if (kind < 14) {
            return TestBatches.event(seq, at, LedgerModel.POISON, null);
        }
        String identity = kind < 40 ? String.format("%032x", own.nextInt(60)) : null;
        return TestBatches.event(seq, at, "openai", identity);
    }
}
