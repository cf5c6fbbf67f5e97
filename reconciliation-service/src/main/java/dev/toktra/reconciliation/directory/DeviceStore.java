package dev.toktra.reconciliation.directory;

import dev.toktra.events.DeviceState;
import dev.toktra.statetopics.read.StateTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Devices, as ingest knows them. */
@ApplicationScoped
class DeviceStore implements StateTable<DeviceState> {

    private static final String UPSERT = """
            insert into device (org_id, device_id, status, first_seen_at, certificate_expires_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
            on conflict (org_id, device_id) do update set status = excluded.status,
                first_seen_at = excluded.first_seen_at, certificate_expires_at = excluded.certificate_expires_at""";

    private static final String DELETE = """
            delete from device where (org_id, device_id) in (
                select split_part(key, '|', 1)::uuid, split_part(key, '|', 2)::uuid from unnest($1::text[]) key)""";

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<DeviceState> states) {
        Tuple rows = new Columns<>(states)
                .uuids(DeviceState::orgId)
                .uuids(DeviceState::deviceId)
                .texts(state -> state.status().name().toLowerCase(Locale.ROOT))
                .times(state -> time(state.firstSeenAt()))
                .times(state -> time(state.certificateExpiresAt()))
                .tuple();
        return transaction.preparedQuery(UPSERT).execute(rows).replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        Object values = keys.toArray(String[]::new);
        return transaction.preparedQuery(DELETE).execute(Tuple.of(values)).replaceWithVoid();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
