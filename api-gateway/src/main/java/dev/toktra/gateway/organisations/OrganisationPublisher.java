package dev.toktra.gateway.organisations;

import dev.toktra.events.EventJson;
import dev.toktra.events.OrganisationState;
import dev.toktra.events.Topics;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.publish.StatePublisher;
import dev.toktra.statetopics.publish.StateSource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Tells the other services of organisations and units: their whole state after each change. */
@Startup
@ApplicationScoped
class OrganisationPublisher {

    private final StatePublisher<OrganisationState> organisations;
    private final StatePublisher<UnitState> units;

    OrganisationPublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        organisations = topics.publisher(
                worker,
                StateSource.of(Topics.ORGANISATIONS, OrganisationState.class, OrganisationPublisher::organisation)
                        .table("organisation", "org_id")
                        .columns("t.org_id, t.version, t.deleted, organisation_state(t)::text as state"));
        units = topics.publisher(
                worker,
                StateSource.of(Topics.UNITS, UnitState.class, OrganisationPublisher::unit)
                        .table("unit", "org_id", "unit_id")
                        .columns("t.org_id, t.unit_id, t.version, t.deleted, unit_state(t)::text as state"));
    }

    /** Organisations first: whoever reads of a unit should know its organisation. */
    @Scheduled(every = "${toktra.directory.publish-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return organisations.sweep().chain(sent -> units.sweep()).replaceWithVoid();
    }

    private static OrganisationState organisation(Row row) {
        return EventJson.read(state(row), OrganisationState.class);
    }

    private static UnitState unit(Row row) {
        return EventJson.read(state(row), UnitState.class);
    }

    private static byte[] state(Row row) {
        return row.getString("state").getBytes(StandardCharsets.UTF_8);
    }
}
