package dev.toktra.ingest.events;

import dev.toktra.events.EventJson;
import dev.toktra.ingest.batch.Intake;
import dev.toktra.ingest.batch.Origin;
import dev.toktra.ingest.batch.SentBatch;
import dev.toktra.ingest.batch.Taken;
import dev.toktra.ingest.ports.Device;
import dev.toktra.ingest.queue.QueueConfig;
import dev.toktra.ingest.wire.Inflation;
import dev.toktra.ingest.wire.SentBatchMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** From a request's bytes to the record for the queue. */
@ApplicationScoped
class Reception {

    private static final int LONGEST_CLIENT = 200;

    private final Inflation inflation;
    private final SentBatchMapper mapper;
    private final Intake intake;
    private final OrganisationsConsumer organisations;
    private final long mostRecordBytes;
    private final Clock clock;

    Reception(EventsConfig config, QueueConfig queue, OrganisationsConsumer organisations, Clock clock) {
        this.inflation = new Inflation((int) config.mostBytes().asLongValue());
        this.mapper = new SentBatchMapper(config.mostEvents());
        this.intake = new Intake(config.limits());
        this.organisations = organisations;
        this.mostRecordBytes = queue.mostRecordBytes().asLongValue();
        this.clock = clock;
    }

    /** What a request brings, as its headers and its body say. */
    record Request(
            byte[] body,
            @Nullable String contentEncoding,
            @Nullable String client) {}

    /** A judged batch and its record's value. */
    record Received(Taken taken, byte[] value) {}

    /** Judges a request's batch; what it throws is about the request as a whole. */
    Received receive(Device device, Request request) {
        int retention = organisations.rawRetentionDays(device.orgId());
        SentBatch sent = mapper.read(inflation.undo(request.body(), request.contentEncoding()));
        Taken taken = intake.take(
                sent,
                new Origin(device.orgId(), device.deviceId(), clock.instant(), named(request.client()), retention));
        byte[] value = EventJson.write(taken.batch());
        if (value.length > mostRecordBytes) {
            throw new BatchTooLarge();
        }
        return new Received(taken, value);
    }

    private static @Nullable String named(@Nullable String client) {
        boolean isName = client != null && client.length() <= LONGEST_CLIENT && client.matches("[ -~]+");
        return isName ? client : null;
    }
}
