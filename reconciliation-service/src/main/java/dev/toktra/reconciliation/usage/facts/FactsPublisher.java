package dev.toktra.reconciliation.usage.facts;

import dev.toktra.events.DailyUsage;
import dev.toktra.events.EventJson;
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
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** Publishes the daily facts. */
@Startup
@ApplicationScoped
class FactsPublisher {

    private final StatePublisher<DailyUsage> facts;

    FactsPublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        this.facts = topics.publisher(
                worker,
                StateSource.of(Topics.DAILY_USAGE, DailyUsage.class, FactsPublisher::state)
                        .table("daily_fact", "org_id", "day", "user_id")
                        .columns("t.org_id, t.day, t.user_id, t.version, t.deleted, t.zone, t.rows::text as rows"));
    }

    @Scheduled(every = "${toktra.facts.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return facts.sweep().replaceWithVoid();
    }

    private static DailyUsage state(Row row) {
        byte[] rows = row.getString("rows").getBytes(StandardCharsets.UTF_8);
        return new DailyUsage(
                row.getUUID("org_id"),
                row.getLocalDate("day"),
                row.getString("user_id"),
                row.getLong("version"),
                row.getBoolean("deleted"),
                ZoneId.of(row.getString("zone")),
                List.of(EventJson.read(rows, DailyUsage.Row[].class)));
    }
}
