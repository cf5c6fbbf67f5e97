package dev.toktra.statetopics.publish;

import dev.toktra.events.EventJson;
import dev.toktra.events.State;
import dev.toktra.statetopics.Environment;
import dev.toktra.statetopics.Failing;
import dev.toktra.statetopics.StatePart;
import dev.toktra.statetopics.publish.Chunk.Taken;
import dev.toktra.statetopics.publish.Comparison.Own;
import dev.toktra.statetopics.publish.TopicScan.Tail;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of a table that are newer than what is published to their topic, one sweeper at a time.
 *
 * <p>A step of a sweep commits the next marker in the transaction that reads the rows, sends the marker to each partition
 * and the rows behind it, and notes the rows' versions as published once Kafka has acknowledged all. So a copy of the
 * database that lacks something the topic holds also lacks a marker that the topic holds, wherever a crash fell; and
 * what was sent but not noted is sent again, which the readers' versions make harmless.
 */
public final class StatePublisher<S extends State> implements StatePart {

    private static final Logger LOG = Logger.getLogger(StatePublisher.class);

    private final Environment environment;
    private final Pool worker;
    private final StateSource<S> source;
    private final StateSender sender;
    private final PublisherStore<S> store;
    private final TombstoneStore tombstones;
    private final TopicScan scan;
    private final String topicOnTheWire;
    private final PublisherMeters meters;
    private final Failing failing;
    private volatile long marker;
    private volatile @Nullable Instant compared;
    private volatile List<Taken<S>> doubtful = List.of();
    private volatile boolean closed;

    public StatePublisher(Environment environment, Pool worker, StateSource<S> source, StateSender sender) {
        this.environment = environment;
        this.worker = worker;
        this.source = source;
        this.sender = sender;
        this.store = new PublisherStore<>(source);
        this.tombstones = new TombstoneStore(source.topic());
        this.topicOnTheWire = environment.kafka().onTheWire(source.topic());
        this.scan = new TopicScan(environment.kafka(), topicOnTheWire);
        this.failing = environment.failing();
        this.meters = new PublisherMeters(environment.meters(), source.topic(), failing);
    }

    /**
     * Sends all that is newer than published, unless another replica is at it or the publisher is closed.
     *
     * @return how many states were sent; a failure is logged and counted, answers 0, and the next sweep repeats the work
     */
    public Uni<Integer> sweep() {
        if (closed) {
            return Uni.createFrom().item(0);
        }
        return worker.withConnection(connection -> store.waiting(connection)
                        .invoke(meters::waiting)
                        .chain(() -> store.own(connection))
                        .invoke(this::notice)
                        .chain(() -> store.tryLock(connection))
                        .chain(free -> free
                                ? locked(connection).eventually(() -> store.unlock(connection))
                                : Uni.createFrom().item(0)))
                .invoke(meters::sent)
                .invoke(failing::succeeded)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithItem(0);
    }

    @Override
    public String name() {
        return "publisher of " + source.topic();
    }

    @Override
    public Optional<String> complaint() {
        return failing.complaint();
    }

    /** No sweep begins any more; what becomes of one that is under way is of no interest: the next start repeats it. */
    @Override
    public void close() {
        closed = true;
    }

    private Uni<Integer> locked(SqlConnection connection) {
        return compare(connection)
                .chain(() -> resendDoubtful(connection))
                .chain(() -> steps(connection))
                .call(() -> bury(connection));
    }

    /** A marker that went backwards is a database that was restored under a running service: compare again. */
    private void notice(Own own) {
        if (own.marker() < marker) {
            compared = null;
        }
        marker = own.marker();
    }

    /** Compares database and topic: at the start, now and then, and when the database's marker went backwards. */
    private Uni<Void> compare(SqlConnection connection) {
        Instant last = compared;
        Instant now = environment.clock().instant();
        if (last != null && last.plus(environment.config().compareEvery()).isAfter(now)) {
            return Uni.createFrom().voidItem();
        }
        return store.own(connection)
                .chain(own -> blocking(scan::tail)
                        .chain(tail -> store.begin(connection, tail).chain(() -> follow(connection, own, tail))))
                .invoke(() -> compared = now);
    }

    private Uni<Void> follow(SqlConnection connection, Own own, Tail tail) {
        return switch (Comparison.of(own, tail)) {
            case AGREE -> Uni.createFrom().voidItem();
            case TOPIC_IS_OLDER -> {
                LOG.errorf(
                        "The topic %s lacks records that it once acknowledged (its marker is %d, %d was sent): all"
                                + " rows are published again. Find out why Kafka lost data.",
                        topicOnTheWire, tail.marker(), own.sent());
                yield store.allAgain(connection, tail);
            }
            case DATABASE_IS_OLDER -> {
                LOG.warnf(
                        "The topic %s is at marker %d, this database at %d: the database was restored from an older"
                                + " copy. All rows are published again in new versions and keys that it lacks are"
                                + " deleted.",
                        topicOnTheWire, tail.marker(), own.marker());
                yield overtake(connection, tail);
            }
        };
    }

    private Uni<Void> overtake(SqlConnection connection, Tail tail) {
        RestoreStore restore = new RestoreStore(source.topic(), source.rows());
        return restore.clock(connection)
                .chain(clock -> blocking(() -> scan.contents(source.type()))
                        .chain(contents -> restore.lacking(
                                        connection, contents.live().keySet())
                                .invoke(contents.live().keySet()::retainAll)
                                .chain(() -> erase(
                                        connection, contents.live(), Math.max(clock, contents.highestVersion() + 1)))
                                .chain(() -> restore.overtake(connection, tail, contents.highestVersion()))));
    }

    private Uni<Void> erase(SqlConnection connection, Map<String, Optional<State>> gone, long version) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(gone.size());
        gone.forEach((key, state) -> records.add(new ProducerRecord<>(
                topicOnTheWire,
                key,
                state.map(last -> EventJson.write(last.erased(version))).orElse(null))));
        return send(records)
                .chain(() -> tombstones.plan(
                        connection,
                        gone.keySet().toArray(String[]::new),
                        environment.config().tombstoneAfter()));
    }

    private Uni<Void> resendDoubtful(SqlConnection connection) {
        List<Taken<S>> rows = doubtful;
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.again(connection, rows).invoke(() -> doubtful = List.of());
    }

    private Uni<Integer> steps(SqlConnection connection) {
        int limit = environment.config().sweepRows();
        return Uni.createFrom()
                .deferred(() -> step(connection, limit))
                .repeat()
                .whilst(sent -> sent == limit && !closed)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    private Uni<Integer> step(SqlConnection connection, int limit) {
        return store.take(connection, limit).chain(chunk -> {
            if (chunk.rows().isEmpty()) {
                return Uni.createFrom().item(0);
            }
            marker = chunk.marker();
            doubtful = chunk.rows();
            return blocking(() -> sender.partitions(topicOnTheWire))
                    .chain(partitions -> send(chunk.records(topicOnTheWire, partitions)))
                    .map(chunk::without)
                    .call(sent ->
                            store.sent(connection, sent, environment.config().tombstoneAfter()))
                    .invoke(() -> doubtful = List.of())
                    .map(sent -> sent.rows().size());
        });
    }

    private Uni<Void> bury(SqlConnection connection) {
        return tombstones.due(connection, environment.config().sweepRows()).chain(keys -> {
            if (keys.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            List<ProducerRecord<String, byte[]>> records = keys.stream()
                    .map(key -> new ProducerRecord<String, byte[]>(topicOnTheWire, key, null))
                    .toList();
            return send(records).chain(() -> tombstones.sent(connection, keys, source.rows()));
        });
    }

    private Uni<Set<String>> send(List<ProducerRecord<String, byte[]>> records) {
        return blocking(() -> sender.send(records))
                .invoke(tooLarge -> tooLarge.forEach(key -> LOG.errorf(
                        "The state of %s is too large for %s and waits. Raise the topic's max.message.bytes.",
                        key, topicOnTheWire)));
    }

    private static <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void failed(Throwable failure) {
        if (closed) {
            return;
        }
        meters.failed();
        if (!failing.failed()) {
            return;
        }
        LOG.errorf(
                failure,
                "Rows of %s are not published to %s; they wait in the database and the next sweep sends them. Check"
                        + " that Kafka answers, that the topic exists, and that PostgreSQL accepts the worker role.",
                source.rows().table(),
                topicOnTheWire);
    }
}
