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

    /** Estimates are at the standard price of their day; what has no price has no cost. */
    private static final String PRICED = """
            priced as materialized (
                select s.org_id, s.day, s.provider, s.model, p.price_id, p.input, coalesce(p.cache_read, p.input) as read,
                    coalesce(p.cache_write, p.input) as write, p.output
                from (select distinct org_id, day, provider, model from sums) s
                left join model_name n on n.org_id = s.org_id and n.provider = s.provider and n.name = s.model
                left join lateral price_of(s.provider, coalesce(n.canonical, s.model), 'standard', s.day) p on true)""";

    /** Sums of devices are what a provider's figures are settled with: on the days of UTC in which their hours lie. */
    private static final String UNSETTLED = """
            unsettled as (
                insert into unsettled_day (org_id, provider, day)
                select r.org_id, r.provider, r.day + n
                from (select distinct org_id, day, provider from refreshed) r, generate_series(-1, 1) n
                where exists (
                        select from provider_connection c where c.org_id = r.org_id and c.provider = r.provider)
                    and exists (
                        select from usage_hourly h where h.org_id = r.org_id and h.day = r.day
                            and h.hour >= (r.day + n)::timestamp at time zone 'UTC'
                            and h.hour < (r.day + n + 1)::timestamp at time zone 'UTC' and h.provider = r.provider))""";

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
            sums as (
                select org_id, day, identity_id, provider, model, application, token_source, client,
                    max(zone) as zone, %2$s
                from days join usage_hourly using (org_id, day)
                group by org_id, day, identity_id, provider, model, application, token_source, client),
            %6$s,
            refreshed as (
                insert into usage_daily as d (org_id, day, identity_id, provider, model, application, token_source,
                    client, zone, %1$s, cost, price_id)
                select s.org_id, s.day, s.identity_id, s.provider, s.model, s.application, s.token_source, s.client,
                    s.zone, %7$s, trim_scale((s.fresh_input * p.input + s.cache_read * p.read + s.cache_write * p.write
                        + s.output * p.output) * 0.000001), p.price_id
                from sums s join priced p using (org_id, day, provider, model)
                on conflict (org_id, day, identity_id, provider, model, application, token_source, client)
                    do update set zone = excluded.zone, cost = excluded.cost, price_id = excluded.price_id, %3$s
                    where (%4$s, d.cost, d.price_id) is distinct from (%5$s, excluded.cost, excluded.price_id)
                returning d.org_id, d.day, d.provider, d.model),
            %8$s,
            unnamed as (
                insert into model_mark (org_id, provider, name)
                select distinct org_id, provider, model from refreshed r where not exists (
                    select from model_name n where (n.org_id, n.provider, n.name) = (r.org_id, r.provider, r.model)))
            select count(*)::int as days from days""".formatted(
                    measures(column -> column),
                    measures("sum(%1$s) as %1$s"::formatted),
                    measures("%1$s = excluded.%1$s"::formatted),
                    measures("d.%s"::formatted),
                    measures("excluded.%s"::formatted),
                    PRICED,
                    measures("s.%s"::formatted),
                    UNSETTLED);

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
