package dev.toktra.scoring.directory;

import dev.toktra.events.OrganisationState;
import dev.toktra.events.PersonState;
import dev.toktra.events.Topics;
import dev.toktra.events.UnitState;
import dev.toktra.statetopics.StateTopics;
import dev.toktra.statetopics.read.StateConsumer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the directory's three topics, each on its own. */
@Startup
@ApplicationScoped
class DirectoryConsumer {

    private final StateConsumer<OrganisationState> organisations;
    private final StateConsumer<PersonState> people;
    private final StateConsumer<UnitState> units;

    DirectoryConsumer(StateTopics topics, @ReactiveDataSource("worker") Pool worker) {
        organisations =
                topics.consumer(worker, Topics.ORGANISATIONS, OrganisationState.class, OrganisationStore.table());
        people = topics.consumer(worker, Topics.PEOPLE, PersonState.class, PersonStore.table());
        units = topics.consumer(worker, Topics.UNITS, UnitState.class, UnitStore.table());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> readOrganisations() {
        return organisations.run();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> readPeople() {
        return people.run();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> readUnits() {
        return units.run();
    }
}
