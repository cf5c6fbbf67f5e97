package dev.toktra.scoring.scores;

import dev.toktra.events.EfficiencyScore;
import dev.toktra.events.EfficiencyScore.Latest;
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

/** Publishes the last score of each person. */
@Startup
@ApplicationScoped
class ScorePublisher {

    private final StatePublisher<EfficiencyScore> states;

    ScorePublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        this.states = topics.publisher(
                worker,
                StateSource.of(Topics.EFFICIENCY_SCORES, EfficiencyScore.class, ScorePublisher::state)
                        .table("score_state", "org_id", "user_id")
                        .columns("t.org_id, t.user_id, t.version, t.deleted, t.document::text as document"));
    }

    @Scheduled(every = "${toktra.scores.publish-every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return states.sweep().replaceWithVoid();
    }

    private static EfficiencyScore state(Row row) {
        boolean deleted = row.getBoolean("deleted");
        byte[] document = row.getString("document").getBytes(StandardCharsets.UTF_8);
        return new EfficiencyScore(
                row.getUUID("org_id"),
                row.getUUID("user_id"),
                row.getLong("version"),
                deleted,
                deleted ? null : EventJson.read(document, Latest.class));
    }
}
