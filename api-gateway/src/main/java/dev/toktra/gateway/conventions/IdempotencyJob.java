package dev.toktra.gateway.conventions;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Forgets answers that are no longer repeated. */
@ApplicationScoped
class IdempotencyJob {

    private final Pool worker;
    private final Clock clock;
    private final IdempotencyConfig config;

    IdempotencyJob(@ReactiveDataSource("worker") Pool worker, Clock clock, IdempotencyConfig config) {
        this.worker = worker;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return worker.preparedQuery("delete from idempotent_answer where answered_at <= $1")
                .execute(Tuple.of(clock.instant().minus(config.keptFor()).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
