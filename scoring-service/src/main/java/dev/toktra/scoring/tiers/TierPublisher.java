package dev.toktra.scoring.tiers;

import dev.toktra.events.ModelTier;
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
import java.time.OffsetDateTime;
import java.util.Locale;

/** Publishes the tier of each person. */
@Startup
@ApplicationScoped
class TierPublisher {

    private final StatePublisher<ModelTier> states;

    TierPublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        this.states = topics.publisher(
                worker,
                StateSource.of(Topics.MODEL_TIERS, ModelTier.class, TierPublisher::state)
                        .table("model_tier", "org_id", "user_id")
                        .columns(
                                "t.org_id, t.user_id, t.version, t.deleted, t.tier, t.earned, t.since, t.override_until,"
                                        + " t.formula_version"));
    }

    @Scheduled(every = "${toktra.tiers.publish-every:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return states.sweep().replaceWithVoid();
    }

    private static ModelTier state(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("override_until");
        ModelTier state = new ModelTier(
                row.getUUID("org_id"),
                row.getUUID("user_id"),
                row.getLong("version"),
                false,
                tier(row.getString("tier")),
                tier(row.getString("earned")),
                row.getLocalDate("since"),
                until == null ? null : until.toInstant(),
                row.getInteger("formula_version"));
        return row.getBoolean("deleted") ? state.erased(state.version()) : state;
    }

    private static ModelTier.Tier tier(String wire) {
        return ModelTier.Tier.valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
