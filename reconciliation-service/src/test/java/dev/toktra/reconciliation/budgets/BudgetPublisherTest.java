package dev.toktra.reconciliation.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.BudgetStatus;
import dev.toktra.events.BudgetStatus.Alert;
import dev.toktra.events.BudgetStatus.Budget;
import dev.toktra.events.BudgetStatus.Current;
import dev.toktra.events.Topics;
import dev.toktra.reconciliation.ledger.TestSchema;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetPublisherTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final BudgetRig rig = new BudgetRig(Instant.parse("2026-11-22T10:00:00Z"), "UTC");
    private final RunningStack stack = TestSchema.stack();
    private final Vertx vertx = Vertx.vertx();
    private final Pool worker = PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(2))
            .connectingTo(PgConnectOptions.fromUri(stack.postgresUrl())
                    .setUser("reconciliation_worker")
                    .setPassword(stack.password("reconciliation_worker")))
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
    private Map<UUID, BudgetStatus> published() {
        new BudgetPublisher(topics, worker).sweep().await().atMost(Duration.ofSeconds(60));
        StateCopy<BudgetStatus> copy = topics.copy(Topics.BUDGET_STATUS, BudgetStatus.class);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(copy::caughtUp);
        Map<UUID, BudgetStatus> own = copy.all().stream()
                .filter(state -> state.orgId().equals(rig.org))
                .collect(Collectors.toMap(BudgetStatus::budgetId, Function.identity()));
        copy.close();
        return own;
    }

    @Test
    void whatIsPublishedIsHowTheBudgetStandsWithItsAlerts() {
        UUID id = rig.budget("department", rig.middle, "usd", 100, "monthly");
        rig.estimated(TODAY, 1, "gpt-4o", 300, 55.5);
        rig.refresh();
        BudgetStatus state = Objects.requireNonNull(published().get(id));
        Budget budget = Objects.requireNonNull(state.budget());
        Current current = Objects.requireNonNull(state.current());
        assertThat(budget.departmentId()).isEqualTo(rig.middle);
        assertThat(budget.period()).isEqualTo("monthly");
        assertThat(current).isEqualTo(rig.current(id));
        assertThat(current.spent()).isEqualByComparingTo("55.5");
        assertThat(current.alerts()).extracting(Alert::threshold).containsExactly(50);

        rig.estimated(TODAY, 1, "gpt-4o", 300, 1.0);
        rig.clock.tick(BudgetRig.QUIET);
        rig.refresh();
        BudgetStatus fallen = Objects.requireNonNull(published().get(id));
        assertThat(fallen.version()).isGreaterThan(state.version());
        assertThat(Objects.requireNonNull(fallen.current()).alerts()).isEqualTo(current.alerts());
    }

    @Test
    void aDeletedBudgetIsDeletedDownstream() {
        UUID id = rig.budget("organisation", null, "usd", 100, "monthly");
        rig.refresh();
        assertThat(published()).containsKey(id);
        rig.execute("update budget set deleted_at = now(), version = version + 1 where budget_id = ?", id);
        rig.refresh();
        assertThat(published()).doesNotContainKey(id);
        assertThat(rig.rows("select deleted from budget_status where budget_id = '%s'".formatted(id)))
                .containsExactly("t");
    }
}
