package dev.toktra.reconciliation.ledger.rollup;

import dev.toktra.reconciliation.ledger.counting.Measure;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sums of days. A mark that arrives during a refresh survives it, so no change is ever left out. */
@ApplicationScoped
public class DailyStore {

    /** One refresher at a time over all replicas: two could overwrite a newer sum by an older one. */
    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('toktra.usage_daily', 0)) as alone";

    /**
     * One statement, and so one state of the database: marks that it sees and takes belong to sums that it sees. Rows
     * only ever grow, so none has to be removed.
     */
    private static final String REFRESH = """
            with taken as (
                delete from dirty_day where (org_id, day) in (
                    select org_id, day from dirty_day group by org_id, day order by min(marked_at) limit $1)
                returning org_id, day),
            days as (select distinct org_id, day from taken),
            facts as (insert into dirty_fact (org_id, day) select org_id, day from days),
            refreshed as (
                insert into usage_daily as d (org_id, day, identity_id, provider, model, application, token_source,
                    client, zone, %1$s)
                select org_id, day, identity_id, provider, model, application, token_source, client, max(zone), %2$s
                from days join usage_hourly using (org_id, day)
                group by org_id, day, identity_id, provider, model, application, token_source, client
                on conflict (org_id, day, identity_id, provider, model, application, token_source, client)
                    do update set zone = excluded.zone, %3$s
                    where (%4$s) is distinct from (%5$s))
            select count(*)::int as days from days""".formatted(
                    measures(column -> column),
                    measures("sum(%s)"::formatted),
                    measures("%1$s = excluded.%1$s"::formatted),
                    measures("d.%s"::formatted),
                    measures("excluded.%s"::formatted));

    private final Pool worker;

    DailyStore(@ReactiveDataSource("worker") Pool worker) {
        this.worker = worker;
    }

    /**
     * Sums the days anew that were marked longest ago, and marks their facts.
     *
     * @return how many there were; 0 where another replica is at it
     */
    public Uni<Integer> refresh(int most) {
        return worker.withTransaction(transaction -> transaction
                .query(ALONE)
                .execute()
                .flatMap(rows -> rows.iterator().next().getBoolean("alone")
                        ? refresh(transaction, most)
                        : Uni.createFrom().item(0)));
    }

    private static Uni<Integer> refresh(SqlConnection transaction, int most) {
        return transaction
                .preparedQuery(REFRESH)
                .execute(Tuple.of(most))
                .map(rows -> rows.iterator().next().getInteger("days"));
    }

    private static String measures(Function<String, String> sql) {
        return Arrays.stream(Measure.values()).map(Measure::column).map(sql).collect(Collectors.joining(", "));
    }
}
