package dev.toktra.ingest.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.toktra.ingest.batch.Taken;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a batch that Kafka holds.
 *
 * @param acceptedThrough the last number of this request; all up to it need not be sent again
 * @param rejected the events that were refused, each with its reason
 * @param serverTime the service's clock
 */
public record EventsAnswer(
        @JsonProperty("accepted_through") long acceptedThrough,
        @JsonProperty("rejected") List<Rejected> rejected,
        @JsonProperty("server_time") Instant serverTime) {

    /** A refused event. */
    public record Rejected(long seq, String code, String detail) {}

    static EventsAnswer of(Taken taken) {
        List<Rejected> rejected = taken.refused().stream()
                .map(one -> new Rejected(
                        one.seq(), one.refusal().code().code(), one.refusal().detail()))
                .toList();
        return new EventsAnswer(taken.batch().lastSeq(), rejected, taken.batch().receivedAt());
    }
}
