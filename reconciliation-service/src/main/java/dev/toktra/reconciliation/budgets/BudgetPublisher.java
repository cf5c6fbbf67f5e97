package dev.toktra.reconciliation.budgets;

import dev.toktra.events.BudgetStatus;
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

/** Publishes how budgets stand. */
@Startup
@ApplicationScoped
class BudgetPublisher {

    private final StatePublisher<BudgetStatus> states;

    BudgetPublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        this.states = topics.publisher(
                worker,
                StateSource.of(Topics.BUDGET_STATUS, BudgetStatus.class, BudgetPublisher::state)
                        .table("budget_status", "org_id", "budget_id")
                        .columns("t.org_id, t.budget_id, t.version, t.deleted, t.document::text as document"));
    }

    @Scheduled(every = "${toktra.budgets.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return states.sweep().replaceWithVoid();
    }

    private static BudgetStatus state(Row row) {
        BudgetStatus drawn = document(row);
        long version = row.getLong("version");
        return row.getBoolean("deleted")
                ? drawn.erased(version)
                : new BudgetStatus(drawn.orgId(), drawn.budgetId(), version, false, drawn.budget(), drawn.current());
    }

    /** How a budget stood when its document was written. */
    static BudgetStatus document(Row row) {
        return EventJson.read(row.getString("document").getBytes(StandardCharsets.UTF_8), BudgetStatus.class);
    }
}
