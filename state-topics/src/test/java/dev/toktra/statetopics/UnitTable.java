package dev.toktra.statetopics;

import dev.toktra.events.UnitState;
import dev.toktra.statetopics.publish.StatePublisher;
import dev.toktra.statetopics.publish.StateSource;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A table of units that one test publishes to a topic of its own. */
public final class UnitTable {

    public static final UUID ORG = UUID.fromString("10000000-0000-4000-8000-000000000001");
    private static final List<String> OWN = List.of("publisher_marker", "publisher_tombstone");

    public final TestTopic topic = new TestTopic();
    public final String name = Bench.fresh("unit");

    public UnitTable() {
        Bench.sql("""
                create table %1$s (org_id uuid, unit_id uuid, name text not null, version bigint not null,
                    published_version bigint not null default 0, deleted boolean not null default false,
                    primary key (org_id, unit_id));
                create index on %1$s (version) where published_version < version;
                grant select, update, delete on %1$s to state_topics_worker
                """.formatted(name));
    }

    /** The id of the unit of a number. */
    public static UUID id(int number) {
        return new UUID(0x4000, 0x8000000000000000L + number);
    }

    public static String key(int number) {
        return ORG + "|" + id(number);
    }

    public void put(int number, String unitName) {
        Bench.sql("""
                insert into %1$s as t (org_id, unit_id, name, version) values ('%2$s', '%3$s', '%4$s', next_version(0))
                on conflict (org_id, unit_id) do update
                    set name = excluded.name, deleted = false, version = next_version(t.version)
                """.formatted(name, ORG, id(number), unitName));
    }

    public void fill(int from, int to, String unitName) {
        Bench.sql("""
                insert into %1$s (org_id, unit_id, name, version)
                select '%2$s', ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '%3$s', next_version(0)
                from generate_series(%4$d, %5$d) n
                """.formatted(name, ORG, unitName, from, to));
    }

    public void delete(int number) {
        Bench.sql("update %s set deleted = true, version = next_version(version) where unit_id = '%s'"
                .formatted(name, id(number)));
    }

    /** Name and version of each unit that is there. */
    public List<String> rows() {
        return Bench.rows("select unit_id, name, version from %s where not deleted order by unit_id".formatted(name));
    }

    /** Keeps a copy of what a backup of the database would hold now. */
    public void backup() {
        Bench.sql("create table %1$s_backup as select * from %1$s".formatted(name));
        OWN.forEach(own -> Bench.sql(
                "create table %1$s_%2$s as select * from %2$s where topic = '%3$s'".formatted(name, own, topic.name)));
    }

    /** Puts the copy in place of what is there. */
    public void restore() {
        Bench.sql("delete from %s".formatted(name), "insert into %1$s select * from %1$s_backup".formatted(name));
        OWN.forEach(own -> Bench.sql(
                "delete from %s where topic = '%s'".formatted(own, topic.name),
                "insert into %2$s select * from %1$s_%2$s".formatted(name, own)));
    }

    /** A publisher of this table in a replica. */
    public StatePublisher<UnitState> publisher(Bench bench) {
        return publisher(bench, UnitTable::state);
    }

    public StatePublisher<UnitState> publisher(Bench bench, Function<Row, UnitState> state) {
        return bench.topics.publisher(
                bench.worker, StateSource.of(topic.name, UnitState.class, state).table(name, "org_id", "unit_id"));
    }

    public static int sweep(StatePublisher<UnitState> publisher) {
        return publisher.sweep().await().atMost(Duration.ofSeconds(60));
    }

    public static UnitState state(Row row) {
        return new UnitState(
                row.getUUID("org_id"),
                row.getUUID("unit_id"),
                row.getLong("version"),
                row.getBoolean("deleted"),
                UnitState.Kind.TEAM,
                row.getString("name"),
                null);
    }

    public static UnitState unit(int number, long version, String name) {
        return new UnitState(ORG, id(number), version, false, UnitState.Kind.TEAM, name, null);
    }

    public static UnitState deleted(int number, long version) {
        return new UnitState(ORG, id(number), version, true, UnitState.Kind.TEAM, "gone", null);
    }
}
