package dev.toktra.reconciliation.directory;

import dev.toktra.events.DeviceState;
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

/** Reads the directory and the devices into this service's tables. */
@Startup
@ApplicationScoped
public class DirectoryConsumer {

    private final StateConsumer<OrganisationState> organisations;
    private final StateConsumer<PersonState> people;
    private final StateConsumer<UnitState> units;
    private final StateConsumer<DeviceState> devices;

    @SuppressWarnings("checkstyle:ParameterNumber") // one place joins each topic with its table
    DirectoryConsumer(
            StateTopics topics,
            @ReactiveDataSource("worker") Pool worker,
            OrganisationStore organisationStore,
            PersonStore personStore,
            UnitStore unitStore,
            DeviceStore deviceStore) {
        organisations = topics.consumer(worker, Topics.ORGANISATIONS, OrganisationState.class, organisationStore);
        people = topics.consumer(worker, Topics.PEOPLE, PersonState.class, personStore);
        units = topics.consumer(worker, Topics.UNITS, UnitState.class, unitStore);
        devices = topics.consumer(worker, Topics.DEVICES, DeviceState.class, deviceStore);
    }

    /** Whether all copies have reached what the topics held when this service started. */
    public boolean isRead() {
        return organisations.caughtUp() && people.caughtUp() && units.caughtUp() && devices.caughtUp();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> organisations() {
        return organisations.run();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> people() {
        return people.run();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> units() {
        return units.run();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> devices() {
        return devices.run();
    }
}
