package dev.toktra.scoring.facts;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.Topics;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.read.StateConsumer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the daily facts. */
@Startup
@ApplicationScoped
class FactsConsumer {

    private final StateConsumer<DailyUsage> facts;

    FactsConsumer(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        this.facts = topics.consumer(worker, Topics.DAILY_USAGE, DailyUsage.class, FactsStore.table());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return facts.run();
    }
}
