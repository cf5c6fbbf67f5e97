package dev.toktra.scoring.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.EfficiencyScore;
import dev.toktra.events.EfficiencyScore.Latest;
import dev.toktra.events.EfficiencyScore.Standing;
import dev.toktra.events.Topics;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.Habit;
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
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScorePublisherTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private final Company company = new Company();
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
    private Map<UUID, EfficiencyScore> published() {
        new ScorePublisher(topics, worker).sweep().await().atMost(Duration.ofSeconds(60));
        StateCopy<EfficiencyScore> copy = topics.copy(Topics.EFFICIENCY_SCORES, EfficiencyScore.class);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(copy::caughtUp);
        Map<UUID, EfficiencyScore> own = copy.all().stream()
                .filter(state -> state.orgId().equals(company.org()))
                .collect(Collectors.toMap(EfficiencyScore::userId, Function.identity()));
        copy.close();
        return own;
    }

    @Test
    void lastScoreIsPublishedAndTakenBackWithThePerson() {
        UUID ann = company.person("Ann", null, null);
        UUID ben = company.person("Ben", null, null);
        Habit.CAREFUL.fill(company, ann, NIGHT, 30, new Random(5));
        company.save();
        Scores.compute(company.org(), NIGHT, List.of(15));
        EfficiencyScore state = Objects.requireNonNull(published().get(ann));
        Latest latest = Objects.requireNonNull(state.latest());
        assertThat(latest.night()).isEqualTo(NIGHT);
        assertThat(latest.score())
                .isEqualByComparingTo(TestSchema.rows(
                                "select score from score where org_id = ? and user_id = ? and night = ?",
                                company.org(),
                                ann,
                                NIGHT)
                        .get(0));
        assertThat(latest.components()).hasSize(4);
        Latest without = Objects.requireNonNull(
                Objects.requireNonNull(published().get(ben)).latest());
        assertThat(without.standing()).isEqualTo(Standing.INSUFFICIENT_DATA);
        assertThat(without.score()).isNull();
    }

    @Test
    void onlyWhatChangesHasANewVersionAndWhoIsGoneIsErased() {
        UUID ann = company.person("Ann", null, null);
        UUID ben = company.person("Ben", null, null);
        Scores.compute(company.org(), NIGHT);
        EfficiencyScore state = Objects.requireNonNull(published().get(ann));
        Scores.compute(company.org(), NIGHT);
        assertThat(Objects.requireNonNull(published().get(ann)).version())
                .as("the same score is no new version")
                .isEqualTo(state.version());
        TestSchema.execute("delete from person where org_id = ? and user_id = ?", company.org(), ann);
        Scores.compute(company.org(), NIGHT.plusDays(1));
        assertThat(published()).containsOnlyKeys(ben);
        assertThat(TestSchema.rows("select distinct user_id from score where org_id = ?", company.org()))
                .containsExactly(ben.toString());
    }
}
