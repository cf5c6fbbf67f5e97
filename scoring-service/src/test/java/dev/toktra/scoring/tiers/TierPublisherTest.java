package dev.toktra.scoring.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.ModelTier;
import dev.toktra.events.ModelTier.Tier;
import dev.toktra.events.Topics;
import dev.toktra.scoring.TestSchema;
import dev.toktra.statetopics.KafkaSettings;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.StateTopicsConfig;
import dev.toktra.statetopics.read.StateCopy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TierPublisherTest {

    private final TierRig rig = new TierRig();
    private final RunningStack stack = TestSchema.stack();
    private final Vertx vertx = Vertx.vertx();
    private final Pool worker = PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(2))
            .connectingTo(PgConnectOptions.fromUri(stack.postgresUrl())
                    .setUser("scoring_worker")
                    .setPassword(stack.password("scoring_worker")))
            .using(vertx)
            .build();
    private final StateTopics topics = new StateTopics(
            new KafkaSettings(Map.of("bootstrap.servers", stack.bootstrapServers()), Optional.of(stack.topicsPrefix())),
            StateTopicsConfig.defaults(),
            new SimpleMeterRegistry(),
            Clock.systemUTC());

    @AfterEach
    void close() {
        topics.close();
        worker.closeAndAwait();
        vertx.closeAndAwait();
    }

    /** What a service that has just started makes of the tables, as a reader has it. */
    private Map<UUID, ModelTier> published() {
        new TierPublisher(topics, worker).sweep().await().atMost(Duration.ofSeconds(60));
        StateCopy<ModelTier> copy = topics.copy(Topics.MODEL_TIERS, ModelTier.class);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(copy::caughtUp);
        Map<UUID, ModelTier> own = copy.all().stream()
                .filter(state -> state.orgId().equals(rig.company.org()))
                .collect(Collectors.toMap(ModelTier::userId, Function.identity()));
        copy.close();
        return own;
    }

    @Test
    void whatIsPublishedIsWhatHoldsAndWhatWasEarned() throws SQLException {
        rig.override(rig.ann, "premium", Instant.parse("2026-03-20T12:00:00Z"));
        rig.scored(TierRig.FIRST, 7, rig.ann, 66);
        rig.night(TierRig.FIRST.plusDays(6));
        ModelTier state = Objects.requireNonNull(published().get(rig.ann));
        assertThat(state.tier()).isEqualTo(Tier.PREMIUM);
        assertThat(state.earned()).isEqualTo(Tier.ADVANCED);
        assertThat(state.overrideUntil()).isEqualTo(Instant.parse("2026-03-20T12:00:00Z"));

        new ExpiryStore(TestSchema.worker()).expire(Instant.parse("2026-03-20T12:00:00Z"));
        ModelTier ended = Objects.requireNonNull(published().get(rig.ann));
        assertThat(ended.tier()).isEqualTo(Tier.ADVANCED);
        assertThat(ended.version()).isGreaterThan(state.version());
    }

    @Test
    void whoIsErasedIsErasedDownstream() throws SQLException {
        rig.company.person("Ben", null, null);
        rig.night(TierRig.FIRST);
        assertThat(published()).containsKey(rig.ann);
        TestSchema.execute("delete from person where org_id = ? and user_id = ?", rig.company.org(), rig.ann);
        rig.night(TierRig.FIRST.plusDays(1));

        assertThat(published()).doesNotContainKey(rig.ann).hasSize(1);
    }
}
