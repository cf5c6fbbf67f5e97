package dev.toktra.ingest.devices;

import dev.toktra.ingest.devices.WaitingDevices.Heard;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The table {@code device}, as the worker that spans organisations. */
@ApplicationScoped
class DeviceStore {

    private static final String RECORD = """
            insert into device as d
                (org_id, device_id, status, first_seen_at, certificate_expires_at, version)
            select org_id, device_id, 'enrolled', first_seen_at, certificate_expires_at, next_version(0)
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
                as heard (org_id, device_id, first_seen_at, certificate_expires_at)
            order by org_id, device_id
            on conflict (org_id, device_id) do update
            set certificate_expires_at = excluded.certificate_expires_at, version = next_version(d.version)
            where d.certificate_expires_at is distinct from excluded.certificate_expires_at
            """;

    private final Pool worker;

    DeviceStore(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Records devices, new ones as enrolled and known ones with the certificate that they show now. */
    Uni<Void> record(List<Heard> heard) {
        return worker.preparedQuery(RECORD)
                .execute(Tuple.of(
                        ids(heard, one -> one.device().orgId()),
                        ids(heard, one -> one.device().deviceId()),
                        times(heard, Heard::at),
                        times(heard, one -> one.device().certificateExpiresAt())))
                .replaceWithVoid();
    }

    private static UUID[] ids(List<Heard> heard, Function<Heard, UUID> id) {
        return heard.stream().map(id).toArray(UUID[]::new);
    }

    private static OffsetDateTime[] times(List<Heard> heard, Function<Heard, Instant> time) {
        return heard.stream()
                .map(one -> time.apply(one).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
