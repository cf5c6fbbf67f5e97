package dev.toktra.ingest.devices;

import dev.toktra.events.DeviceState;
import dev.toktra.events.Topics;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.publish.StatePublisher;
import dev.toktra.statetopics.publish.StateSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Publishes devices whose row is newer than what {@code ingest.devices.v1} holds. */
@Startup
@ApplicationScoped
class DevicePublisher {

    private final StatePublisher<DeviceState> devices;
    private final DeviceTables tables;

    DevicePublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker, DeviceTables tables) {
        this.devices = topics.publisher(
                worker,
                StateSource.of(Topics.DEVICES, DeviceState.class, DevicePublisher::state)
                        .table("device", "org_id", "device_id"));
        this.tables = tables;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return tables.areReady()
                ? devices.sweep().replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static DeviceState state(Row row) {
        return new DeviceState(
                row.getUUID("org_id"),
                row.getUUID("device_id"),
                row.getLong("version"),
                row.getBoolean("deleted"),
                DeviceState.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("first_seen_at").toInstant(),
                instant(row.getOffsetDateTime("certificate_expires_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
