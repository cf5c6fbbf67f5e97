package dev.toktra.statetopics.read;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.Bench;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.awaitility.Awaitility;

/** A reader's table of units, which also counts how often each was written, and can be made to fail. */
final class UnitCopy implements StateTable<UnitState> {

    final String name = Bench.fresh("unit_copy");
    private final String topic;
    private volatile IntPredicate failsAt = batch -> false;
    private final AtomicInteger batches = new AtomicInteger();

    UnitCopy(String topic) {
        this.topic = topic;
        Bench.sql("""
                create table %1$s (key text primary key, name text not null check (name <> 'refused'), version bigint not null,
                    writes int not null default 1);
                grant select, insert, update, delete on %1$s to state_topics_worker
                """.formatted(name));
    }

    /** Fails in the transaction of the batches that the predicate names, counted from 1. */
    void failAt(IntPredicate batch) {
        failsAt = batch;
    }

    StateConsumer<UnitState> consumer(Bench bench) {
        return bench.topics.consumer(bench.worker, topic, UnitState.class, this);
    }

    /** Reads as a schedule would, until everything is applied that was on the topic at the start. */
    void readToTheEnd(Bench bench) {
        StateConsumer<UnitState> consumer = consumer(bench);
        keepRunning(consumer);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(consumer::caughtUp);
        consumer.close();
    }

    /** Runs until closed, on a thread of its own, starting again whenever it ends. */
    static void keepRunning(StateConsumer<UnitState> consumer) {
        Thread reader = new Thread(
                () -> {
                    while (!consumer.isClosed()) {
                        consumer.run().await().indefinitely();
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
    }

    List<String> rows() {
        return Bench.rows("select key, name, version from %s order by key".formatted(name));
    }

    @Override
    public Uni<Void> replace(SqlConnection transaction, List<UnitState> states) {
        String upsert = """
                insert into %1$s as c (key, name, version) select * from unnest($1::text[], $2::text[], $3::bigint[])
                on conflict (key) do update
                    set name = excluded.name, version = excluded.version, writes = c.writes + 1
                """.formatted(name);
        return transaction
                .preparedQuery(upsert)
                .execute(Tuple.of(
                        states.stream().map(UnitState::key).toArray(String[]::new),
                        states.stream().map(UnitState::name).toArray(String[]::new),
                        states.stream().map(UnitState::version).toArray(Long[]::new)))
                .invoke(this::perhapsFail)
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(SqlConnection transaction, List<String> keys) {
        return transaction
                .preparedQuery("delete from %s where key = any($1::text[])".formatted(name))
                .execute(Tuple.of((Object) keys.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private void perhapsFail() {
        int batch = batches.incrementAndGet();
        if (failsAt.test(batch)) {
            throw new IllegalStateException("killed at batch " + batch);
        }
    }
}
