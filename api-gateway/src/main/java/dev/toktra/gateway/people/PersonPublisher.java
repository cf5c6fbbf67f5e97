package dev.toktra.gateway.people;

import dev.toktra.events.EventJson;
import dev.toktra.events.PersonState;
import dev.toktra.events.Topics;
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

/** Tells the other services of people: their whole state after each change. */
@Startup
@ApplicationScoped
class PersonPublisher {

    private final StatePublisher<PersonState> people;

    PersonPublisher(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        people = topics.publisher(
                worker,
                StateSource.of(Topics.PEOPLE, PersonState.class, PersonPublisher::state)
                        .table("person", "org_id", "user_id")
                        .columns("t.org_id, t.user_id, t.version, t.deleted, person_state(t)::text as state"));
    }

    @Scheduled(every = "${toktra.directory.publish-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return people.sweep().replaceWithVoid();
    }

    private static PersonState state(Row row) {
        return EventJson.read(row.getString("state").getBytes(StandardCharsets.UTF_8), PersonState.class);
    }
}
