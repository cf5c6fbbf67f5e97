package dev.toktra.reconciliation.ledger.rollup;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** Deletes what is no longer kept. Daily sums, streams and positions are kept for good. */
@ApplicationScoped
public class RetentionStore {

    private static final String DROP_PARTITIONS = """
            select drop_usage_event_day(day) from (
                select to_date(right(c.relname, 8), 'YYYYMMDD') as day
                from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'usage_event'::regclass) p
            where day < $1""";

    private static final String SHORTER_RAW = """
            delete from usage_event e using organisation o
            where e.org_id = o.org_id and e.counted_on < $1::date - o.raw_retention_days""";

    /** A day that was never settled to its end is told by its hours. */
    private static final String HOURS = """
            delete from usage_hourly u where u.day < $1 and not exists (
                select from settled_day s
                where s.org_id = u.org_id and s.provider = u.provider and s.day = u.day and not s.whole)""";

    private static final String LEDGER_HOURS = "delete from ledger_hour where hour < $1::date";
    private static final String BATCHES = "delete from stream_batch where received_on < $1";
    private static final String IDENTITIES = "delete from identity_seen where expires_on < $1";

    private final Pool worker;

    RetentionStore(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /** Deletes all that is too old on a day; as often as one likes, by as many replicas as there are. */
    public Uni<Void> purge(LocalDate today, RollupConfig config) {
        LocalDate oldest = today.minusDays(config.rawDays());
        return run(DROP_PARTITIONS, oldest)
                .chain(() -> run(SHORTER_RAW, today))
                .chain(() -> run(HOURS, oldest))
                .chain(() -> run(LEDGER_HOURS, oldest))
                .chain(() -> run(BATCHES, today.minusDays(config.batchDays())))
                .chain(() -> run(IDENTITIES, today));
    }

    private Uni<Void> run(String sql, LocalDate day) {
        return worker.preparedQuery(sql).execute(Tuple.of(day)).replaceWithVoid();
    }
}
