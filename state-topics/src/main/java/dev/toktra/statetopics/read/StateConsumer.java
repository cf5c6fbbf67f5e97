package dev.toktra.statetopics.read;

import dev.toktra.events.State;
import dev.toktra.statetopics.Environment;
import dev.toktra.statetopics.Failing;
import dev.toktra.statetopics.StatePart;
import dev.toktra.statetopics.read.ReaderStore.PositionMoved;
import dev.toktra.statetopics.read.TopicCursor.Polled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a state topic into a table, each record once.
 *
 * <p>It is a plain consumer that assigns itself every partition, not a channel of a consumer group: the position belongs
 * to the transaction of the rows, so a group's offsets would be a second, differing truth; being caught up is a statement
 * about all partitions, of which a group would give each replica a part; and after a restored database the stored
 * position alone says where to read on. Replicas all read; the one whose transaction moves the position first has
 * applied the records, the others find that it moved and read on from there.
 */
public final class StateConsumer<S extends State> implements StatePart {

    private static final Logger LOG = Logger.getLogger(StateConsumer.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Environment environment;
    private final Subject<S> subject;
    private final ReaderStore<S> store;
    private final TopicCursor cursor;
    private final Failing failing;
    private final ReaderMeters meters;
    private volatile @Nullable Map<Integer, Long> endsAtStart;
    private volatile boolean caughtUp;
    private volatile UUID topicId = new UUID(0, 0);
    private volatile Instant looked = Instant.MIN;

    /** What is read, and where to. */
    public record Subject<S extends State>(String topic, Class<S> type, StateTable<S> table) {}

    public StateConsumer(Environment environment, Pool worker, Subject<S> subject) {
        this.environment = environment;
        this.subject = subject;
        this.store = new ReaderStore<>(
                worker,
                subject.topic(),
                subject.table(),
                new ResetStore(subject.topic(), environment.config().tombstoneAfter()));
        this.cursor = new TopicCursor(environment, environment.kafka().onTheWire(subject.topic()));
        this.failing = environment.failing();
        this.meters = new ReaderMeters(environment.meters(), subject.topic());
    }

    /**
     * Reads until something fails or the service stops, then completes; whoever schedules it starts it again, and it goes
     * on where the stored position stands. A failure is logged and counted.
     */
    public Uni<Void> run() {
        if (cursor.isClosed()) {
            return Uni.createFrom().voidItem();
        }
        return begin().chain(() -> Uni.createFrom()
                        .deferred(this::step)
                        .repeat()
                        .whilst(more -> more)
                        .onItem()
                        .ignoreAsUni())
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    /** Whether everything is applied that was on the topic when reading began. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Whether it has been told to stop. */
    public boolean isClosed() {
        return cursor.isClosed();
    }

    @Override
    public String name() {
        return "reader of " + subject.topic();
    }

    @Override
    public Optional<String> complaint() {
        return caughtUp ? failing.complaint() : Optional.of("has not read to the end yet");
    }

    @Override
    public void close() {
        cursor.close();
    }

    private Uni<Void> begin() {
        return blocking(cursor::look)
                .chain(bounds -> store.positions(bounds)
                        .chain(positions -> blocking(() -> {
                            cursor.seek(positions);
                            return positions;
                        }))
                        .invoke(() -> {
                            topicId = bounds.topicId();
                            looked = environment.clock().instant();
                            endsAtStart = endsAtStart == null ? bounds.ends() : endsAtStart;
                            progress();
                        })
                        .replaceWithVoid());
    }

    private Uni<Boolean> step() {
        if (cursor.isClosed()) {
            return Uni.createFrom().item(false);
        }
        return blocking(this::poll)
                .chain(polled -> polled.spans().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : apply(polled).invoke(() -> cursor.applied(polled.spans())))
                .invoke(this::progress)
                .map(done -> !cursor.isClosed());
    }

    private Polled poll() {
        Instant now = environment.clock().instant();
        if (looked.plus(LOOK_EVERY).isBefore(now)) {
            looked = now;
            if (!cursor.unchanged()) {
                throw new PositionMoved(subject.topic());
            }
        }
        return cursor.poll();
    }

    private void progress() {
        failing.succeeded();
        meters.lag(cursor.lag());
        Map<Integer, Long> ends = endsAtStart;
        if (!caughtUp && ends != null && cursor.reached(ends)) {
            caughtUp = true;
            meters.caughtUp();
            LOG.infof("%s is read to its end.", subject.topic());
        }
    }

    private Uni<Void> apply(Polled polled) {
        Batch<S> batch = Batch.of(polled.messages(), subject.type());
        batch.dead().forEach(this::mourn);
        return store.apply(topicId, polled.spans(), batch)
                .onFailure(StateConsumer::isFaultOfTheRecord)
                .recoverWithUni(failure -> oneByOne(polled));
    }

    /** Applies each record alone, so that the one which the database refuses is a dead letter and the others are not. */
    private Uni<Void> oneByOne(Polled polled) {
        Map<Integer, Long> next = new HashMap<>();
        polled.spans().forEach(span -> next.put(span.partition(), span.start()));
        List<Uni<Void>> steps = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> message : polled.messages()) {
            long start = next.getOrDefault(message.partition(), message.offset());
            Span span = new Span(message.partition(), start, message.offset() + 1);
            next.put(span.partition(), span.end());
            steps.add(Uni.createFrom().deferred(() -> alone(message, span)));
        }
        for (Span span : polled.spans()) {
            Span rest = new Span(span.partition(), next.getOrDefault(span.partition(), span.start()), span.end());
            if (rest.start() != rest.end()) {
                steps.add(Uni.createFrom()
                        .deferred(() -> store.apply(topicId, List.of(rest), Batch.of(List.of(), subject.type()))));
            }
        }
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> alone(ConsumerRecord<String, byte[]> message, Span span) {
        return store.apply(topicId, List.of(span), Batch.of(List.of(message), subject.type()))
                .onFailure(StateConsumer::isFaultOfTheRecord)
                .recoverWithUni(failure -> {
                    Batch<S> refused = Batch.refused(message, "the database refuses it: " + failure.getMessage());
                    refused.dead().forEach(this::mourn);
                    return store.apply(topicId, List.of(span), refused);
                });
    }

    /** SQLSTATE classes 22 (data) and 23 (constraints) blame the record; all others may pass. */
    private static boolean isFaultOfTheRecord(Throwable failure) {
        return failure instanceof PgException postgres
                && postgres.getSqlState() != null
                && (postgres.getSqlState().startsWith("22")
                        || postgres.getSqlState().startsWith("23"));
    }

    private void mourn(Batch.Dead dead) {
        meters.deadLetter();
        LOG.warnf(
                "Record %d of partition %d of %s goes to dead_letter: %s",
                dead.message().offset(), dead.message().partition(), subject.topic(), dead.reason());
    }

    private void failed(Throwable failure) {
        if (cursor.isClosed()) {
            return;
        }
        if (failure instanceof PositionMoved) {
            LOG.debugf("%s; reading on from the stored position.", failure.getMessage());
            return;
        }
        meters.failed();
        if (!failing.failed()) {
            return;
        }
        LOG.errorf(
                failure,
                "%s is not read; nothing is lost and reading goes on from the stored position. Check that Kafka"
                        + " answers and that PostgreSQL accepts the worker role.",
                subject.topic());
    }

    private static <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
