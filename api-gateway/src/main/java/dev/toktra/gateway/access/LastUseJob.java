package dev.toktra.gateway.access;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes down when keys were last used: one statement for all of them, every few seconds. */
@ApplicationScoped
class LastUseJob {

    private static final String TOUCH = "update api_key set last_used_at = greatest(last_used_at, used.at)"
            + " from unnest($1::uuid[], $2::timestamptz[]) as used(key_id, at) where api_key.key_id = used.key_id";

    private final LastUses uses;
    private final Pool worker;

    LastUseJob(LastUses uses, @ReactiveDataSource("worker") Pool worker) {
        this.uses = uses;
        this.worker = worker;
    }

    @Scheduled(
            every = "${toktra.api-keys.last-use-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> write() {
        Map<UUID, Instant> noted = uses.drain();
        if (noted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UUID> keys = List.copyOf(noted.keySet()); // the values come in the same order
        List<OffsetDateTime> times =
                noted.values().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toList();
        return worker.preparedQuery(TOUCH)
                .execute(Tuple.of(keys.toArray(UUID[]::new), times.toArray(OffsetDateTime[]::new)))
                .onFailure()
                .invoke(() -> noted.forEach(uses::note))
                .replaceWithVoid();
    }
}
