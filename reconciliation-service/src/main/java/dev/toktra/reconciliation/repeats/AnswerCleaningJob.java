package dev.toktra.reconciliation.repeats;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Takes answers away that nobody may ask for again. */
@ApplicationScoped
class AnswerCleaningJob {

    private static final Logger LOG = Logger.getLogger(AnswerCleaningJob.class);

    private final Pool worker;
    private final RepeatsConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    AnswerCleaningJob(
            @ReactiveDataSource("worker") Pool worker, RepeatsConfig config, MeterRegistry meters, Clock clock) {
        this.worker = worker;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(every = "${toktra.repeats.clean-every:1h}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> clean() {
        return worker.preparedQuery("delete from answered_request where answered_at <= $1")
                .execute(Tuple.of(clock.instant().minus(config.keep()).atOffset(ZoneOffset.UTC)))
                .invoke(gone -> meters.counter("toktra.repeats.cleaned").increment(gone.rowCount()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.warn("Old answers stay until the next look; check PostgreSQL if this goes on", failure))
                .onFailure()
                .recoverWithNull();
    }
}
