package dev.toktra.statetopics;

import dev.toktra.events.State;
import dev.toktra.statetopics.publish.StatePublisher;
import dev.toktra.statetopics.publish.StateSender;
import dev.toktra.statetopics.publish.StateSource;
import dev.toktra.statetopics.read.StateConsumer;
import dev.toktra.statetopics.read.StateCopy;
import dev.toktra.statetopics.read.StateTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes a service's publishers and readers of state, and closes them with the service. */
@Singleton
public class StateTopics {

    private final Environment environment;
    private final StateSender sender;
    private final List<StatePart> parts = new CopyOnWriteArrayList<>();

    @Inject
    public StateTopics(KafkaSettings kafka, StateTopicsConfig config, MeterRegistry meters, Clock clock) {
        this.environment = new Environment(kafka, config, meters, clock);
        this.sender = new StateSender(kafka, config.deliveryTimeout());
    }

    /**
     * Publishes a table's rows.
     *
     * @param worker connections that may read and update the table whatever its organisation
     */
    public <S extends State> StatePublisher<S> publisher(Pool worker, StateSource<S> source) {
        return keep(new StatePublisher<>(environment, worker, source, sender));
    }

    /** Reads a topic into a table. */
    public <S extends State> StateConsumer<S> consumer(Pool worker, String topic, Class<S> type, StateTable<S> table) {
        return keep(new StateConsumer<>(environment, worker, new StateConsumer.Subject<>(topic, type, table)));
    }

    /** Reads a topic into memory, from its beginning, starting now on a thread of its own. */
    public <S extends State> StateCopy<S> copy(String topic, Class<S> type) {
        return keep(new StateCopy<>(environment, topic, type).start());
    }

    List<StatePart> parts() {
        return List.copyOf(parts);
    }

    /** Ends publishing and reading while their connections to the database are still there. */
    void stop(@Observes ShutdownEvent stop) {
        close();
    }

    /** Closes all publishers and readers, again or for the first time. */
    @PreDestroy
    public void close() {
        parts.forEach(StatePart::close);
        sender.close();
    }

    private <P extends StatePart> P keep(P part) {
        parts.add(part);
        return part;
    }
}
