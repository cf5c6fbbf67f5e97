package dev.toktra.ingest.events;

import dev.toktra.ingest.batch.RejectionCode;
import dev.toktra.ingest.batch.Taken;
import dev.toktra.ingest.queue.QueueAway;
import dev.toktra.ingest.queue.QueueAway.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what was acknowledged, by what became of it, and what was not, by why. */
@Startup
@ApplicationScoped
class EventMetrics {

    private static final String UNKNOWN = "organisation-not-yet-known";

    private final MeterRegistry meters;
    private final Counter batches;
    private final Counter accepted;
    private final Counter tombstones;
    private final Map<RejectionCode, Counter> rejected = new EnumMap<>(RejectionCode.class);

    EventMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.batches = meters.counter("toktra.ingest.batches");
        this.accepted = meters.counter("toktra.ingest.events.accepted");
        this.tombstones = meters.counter("toktra.ingest.tombstones");
        for (RejectionCode code : RejectionCode.values()) {
            rejected.put(code, meters.counter("toktra.ingest.events.rejected", "code", code.code()));
        }
        for (Reason reason : Reason.values()) {
            unavailable(word(reason));
        }
        unavailable(UNKNOWN);
    }

    void acknowledged(Taken taken) {
        batches.increment();
        accepted.increment(taken.batch().events().size());
        tombstones.increment(taken.batch().lost().size());
        taken.refused().forEach(one -> rejectedBy(one.refusal().code()).increment());
    }

    /** Counts an answer that tells the sender to come again. */
    void refused(Throwable failure) {
        if (failure instanceof QueueAway away) {
            unavailable(word(away.reason())).increment();
        } else if (failure instanceof OrganisationUnknown) {
            unavailable(UNKNOWN).increment();
        }
    }

    private Counter unavailable(String reason) {
        return meters.counter("toktra.ingest.unavailable", "reason", reason);
    }

    private static String word(Reason reason) {
        return "queue-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Counter rejectedBy(RejectionCode code) {
        return rejected.computeIfAbsent(
                code, unseen -> meters.counter("toktra.ingest.events.rejected", "code", unseen.code()));
    }
}
