package dev.toktra.reconciliation.usage.facts;

import dev.toktra.reconciliation.directory.DirectoryChanges;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Recomputes the facts of marked days, a few days a transaction, each by one replica at a time. */
@ApplicationScoped
class FactsStore {

    private static final String KNOW_DAYS = """
            insert into fact_day (org_id, day) select distinct org_id, day from dirty_fact order by org_id, day
            on conflict do nothing""";

    private static final String PICK = """
            select f.org_id, f.day
            from (select distinct org_id, day from dirty_fact) d
            join fact_day f on f.org_id = d.org_id and f.day = d.day
            where f.computed_at is null or f.computed_at <= now() - $1 * interval '1 millisecond'
            order by f.computed_at nulls first, f.day desc limit $2 for update of f skip locked""";

    /** Before the sums are read: a mark that is not seen here is of a change that a later look will see. */
    private static final String UNMARK = """
            delete from dirty_fact where (org_id, day) in (select * from unnest($1::uuid[], $2::date[]))""";

    private static final String COMPUTED = """
            update fact_day set computed_at = now()
            where (org_id, day) in (select * from unnest($1::uuid[], $2::date[]))""";

    private final Pool worker;

    FactsStore(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /**
     * What one step did.
     *
     * @param days recomputed
     * @param changed person-days that are new, different or gone
     */
    record Step(int days, long changed) {}

    /** Recomputes marked days; those that were recomputed less than a time ago keep their mark. */
    Uni<Step> recompute(int limit, Duration atMostEvery) {
        return worker.withTransaction(transaction -> transaction
                .query(KNOW_DAYS)
                .execute()
                .chain(() -> transaction.preparedQuery(PICK).execute(Tuple.of(atMostEvery.toMillis(), limit)))
                .chain(picked -> picked.rowCount() == 0
                        ? Uni.createFrom().item(new Step(0, 0))
                        : recompute(transaction, picked)));
    }

    /** Marked days. */
    Uni<Long> waiting() {
        return worker.query("select count(*) from (select distinct org_id, day from dirty_fact) d")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Step> recompute(SqlConnection transaction, RowSet<Row> picked) {
        List<UUID> organisations = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        picked.forEach(row -> {
            organisations.add(row.getUUID(0));
            days.add(row.getLocalDate(1));
        });
        Tuple keys = Tuple.of(organisations.toArray(UUID[]::new), days.toArray(LocalDate[]::new));
        return transaction
                .preparedQuery(UNMARK)
                .execute(keys)
                .chain(() -> DirectoryChanges.await(transaction, organisations))
                .chain(() -> transaction.preparedQuery(FactsSql.COMPUTE).execute(keys))
                .map(rows -> new Step(days.size(), rows.iterator().next().getLong(0)))
                .call(() -> transaction.preparedQuery(COMPUTED).execute(keys));
    }
}
