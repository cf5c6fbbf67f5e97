package dev.toktra.reconciliation.ledger;

import dev.toktra.events.LostRange;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.Rejection;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.TokenSource;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One stream of a device, and the batches it sends. */
public final class TestBatches {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final String HASH = "0123456789abcdef0123456789abcdef";

    private final UUID org;
    private final UUID device;
    private final UUID stream = UUID.randomUUID();

    public TestBatches(UUID org) {
        this(org, UUID.randomUUID());
    }

    public TestBatches(UUID org, UUID device) {
        this.org = org;
        this.device = device;
    }

    public UUID device() {
        return device;
    }

    public UUID stream() {
        return stream;
    }

    public static OrganisationState organisation(UUID org, String zone) {
        var zones = List.of(new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneId.of(zone)));
        return new OrganisationState(org, 1, false, "Acme", zones, "USD", OrganisationState.Privacy.NAMED, 390);
    }

    /** An ordinary event of 100 input and 10 output tokens, that many minutes before {@link #NOW}. */
    public static UsageEvent event(long seq, int minutesAgo) {
        return event(seq, NOW.minus(Duration.ofMinutes(minutesAgo)), "openai", null);
    }

    public static UsageEvent event(long seq, Instant at, String provider, @Nullable String identity) {
        return new UsageEvent(
                seq,
                at,
                at,
                provider,
                "gpt-4o",
                "Ada@Acme.com",
                "vscode",
                "/v1/chat",
                200,
                1,
                false,
                1200L,
                null,
                null,
                TokenSource.RESPONSE_USAGE,
                identity,
                new TokenCounts(100, 0, 0, 10, 0),
                null);
    }

    /** Ordinary events with the numbers {@code first} to {@code last}. */
    public UsageBatch batch(long first, long last) {
        List<UsageEvent> events = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            events.add(event(seq, (int) (seq % 600)));
        }
        return batch(events, List.of(), List.of());
    }

    public UsageBatch batch(UsageEvent... events) {
        return batch(List.of(events), List.of(), List.of());
    }

    public UsageBatch batch(List<UsageEvent> events, List<LostRange> lost, List<Rejection> rejected) {
        long first = Long.MAX_VALUE;
        for (UsageEvent event : events) {
            first = Math.min(first, event.seq());
        }
        for (LostRange range : lost) {
            first = Math.min(first, range.seq());
        }
        for (Rejection rejection : rejected) {
            first = Math.min(first, rejection.seq());
        }
        long last = first + events.size() + lost.size() + rejected.size() - 1;
        return new UsageBatch(org, device, stream, first, last, NOW, NOW, "agent/1", HASH, events, lost, rejected);
    }

    public UsageBatch heartbeat(long next, Instant at) {
        return new UsageBatch(
                org, device, stream, next, next - 1, at, at, "agent/1", HASH, List.of(), List.of(), List.of());
    }

    /** The same numbers with another content. */
    public static UsageBatch reused(UsageBatch batch) {
        return withHash(batch, "f".repeat(32));
    }

    /** The same numbers from another program. */
    public static UsageBatch withClient(UsageBatch batch, @Nullable String client) {
        return with(batch, client, batch.contentHash());
    }

    public static UsageBatch withHash(UsageBatch batch, String hash) {
        return with(batch, batch.client(), hash);
    }

    private static UsageBatch with(UsageBatch batch, @Nullable String client, String hash) {
        return new UsageBatch(
                batch.orgId(),
                batch.deviceId(),
                batch.streamId(),
                batch.firstSeq(),
                batch.lastSeq(),
                batch.receivedAt(),
                batch.sentAt(),
                client,
                hash,
                batch.events(),
                batch.lost(),
                batch.rejected());
    }
}
