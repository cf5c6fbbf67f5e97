package dev.toktra.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one request of a device brought, whole: accepted events, tombstones and the numbers of refused events. Together
 * they are exactly the numbers {@code firstSeq} to {@code lastSeq}; a batch without any is a heartbeat, with
 * {@code lastSeq = firstSeq - 1}.
 *
 * @param receivedAt when ingest took the request
 * @param sentAt the device's clock when it sent the request
 * @param client name and version of the sending program, as it calls itself
 * @param contentHash 32 hex digits over what the device sent for these numbers (sent_at left out): a resend has the same
 */
public record UsageBatch(
        UUID orgId,
        UUID deviceId,
        UUID streamId,
        long firstSeq,
        long lastSeq,
        Instant receivedAt,
        Instant sentAt,
        @Nullable String client,
        String contentHash,
        List<UsageEvent> events,
        List<LostRange> lost,
        List<Rejection> rejected) {

    public UsageBatch {
        Laws.present(orgId, "org_id");
        Laws.present(deviceId, "device_id");
        Laws.present(streamId, "stream_id");
        Laws.law(firstSeq >= 1, "first_seq starts at 1");
        Laws.law(lastSeq >= firstSeq - 1, "last_seq must not be below first_seq - 1");
        Laws.present(receivedAt, "received_at");
        Laws.present(sentAt, "sent_at");
        Laws.law(
                Laws.present(contentHash, "content_hash").matches("[0-9a-f]{32}"),
                "content_hash must be 32 hex digits");
        events = List.copyOf(Laws.present(events, "events"));
        lost = List.copyOf(Laws.present(lost, "lost"));
        rejected = List.copyOf(Laws.present(rejected, "rejected"));
        Laws.law(
                isEachOnce(firstSeq, lastSeq, numbers(events, lost, rejected)),
                "events, lost and rejected must hold each number from first_seq to last_seq once");
    }

    /** The key of a batch's record: all batches of a stream are in one partition, in order. */
    public String key() {
        return deviceId + "|" + streamId;
    }

    /** How many numbers of the stream this batch brings. */
    public long size() {
        return lastSeq - firstSeq + 1;
    }

    private static boolean isEachOnce(long first, long last, LongStream numbers) {
        long[] sorted = numbers.sorted().toArray();
        if (sorted.length != last - first + 1) {
            return false;
        }
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != first + i) {
                return false;
            }
        }
        return true;
    }

    private static LongStream numbers(List<UsageEvent> events, List<LostRange> lost, List<Rejection> rejected) {
        return LongStream.concat(
                events.stream().mapToLong(UsageEvent::seq),
                LongStream.concat(
                        lost.stream().mapToLong(LostRange::seq),
                        rejected.stream().mapToLong(Rejection::seq)));
    }
}
