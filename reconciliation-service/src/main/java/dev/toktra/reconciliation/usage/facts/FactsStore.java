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

    private static final String COMPUTE = """
            with picked as (select * from unnest($1::uuid[], $2::date[]) k(org_id, day)),
            usage as (
                select u.org_id, u.day, coalesce(p.user_id::text, 'unknown') as user_id, max(u.zone) as zone,
                    u.provider, u.model, u.application, jsonb_strip_nulls(jsonb_build_object(
                    'department_id', m.department_id, 'team_id', m.team_id,
                    'provider', u.provider, 'model', u.model, 'application', u.application, 'status', 'estimated',
                    'requests', sum(u.requests), 'failed_requests', sum(u.failed_requests),
                    'retried_requests', sum(u.retried_requests), 'small_requests', sum(u.small_requests),
                    'wasted', jsonb_build_object(
                        'fresh_input', sum(u.wasted_fresh_input), 'cache_read', sum(u.wasted_cache_read),
                        'cache_write', sum(u.wasted_cache_write), 'output', sum(u.wasted_output),
                        'reasoning', sum(u.wasted_reasoning)),
                    'outcomes', jsonb_build_object(
                        'edits_accepted', sum(u.edits_accepted), 'edits_rejected', sum(u.edits_rejected),
                        'lines_accepted', sum(u.lines_accepted), 'commits', sum(u.commits),
                        'pull_requests', sum(u.pull_requests)),
                    'estimated', jsonb_build_object(
                        'fresh_input', sum(u.fresh_input), 'cache_read', sum(u.cache_read),
                        'cache_write', sum(u.cache_write), 'output', sum(u.output),
                        'reasoning', sum(u.reasoning)))) as item
                from picked k
                join usage_daily u on u.org_id = k.org_id and u.day = k.day
                left join identity_person p on p.org_id = u.org_id and p.identity_id = u.identity_id
                    and p.valid_from <= u.day and (p.valid_until is null or u.day < p.valid_until)
                left join placement m on m.org_id = p.org_id and m.user_id = p.user_id
                    and m.valid_from <= u.day and (m.valid_until is null or u.day < m.valid_until)
                group by u.org_id, u.day, p.user_id, m.department_id, m.team_id, u.provider, u.model, u.application
            ),
            facts as (
                select org_id, day, user_id, max(zone) as zone,
                    jsonb_agg(item order by provider, model, application, item) as rows
                from usage group by org_id, day, user_id
            ),
            vanished as (
                update daily_fact f
                set rows = '[]', hash = md5('')::uuid, deleted = true, version = next_version(f.version)
                from picked k
                where f.org_id = k.org_id and f.day = k.day and not f.deleted and not exists (
                    select from facts n where n.org_id = f.org_id and n.day = f.day and n.user_id = f.user_id)
                returning 1
            ),
            changed as (
                insert into daily_fact as f (org_id, day, user_id, zone, rows, hash, version)
                select org_id, day, user_id, zone, rows, md5(zone || rows::text)::uuid, next_version(0) from facts
                on conflict (org_id, day, user_id) do update
                    set zone = excluded.zone, rows = excluded.rows, hash = excluded.hash, deleted = false,
                        version = next_version(f.version)
                    where f.hash <> excluded.hash
                returning 1
            )
            select (select count(*) from vanished) + (select count(*) from changed)""";

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
                .chain(() -> transaction.preparedQuery(COMPUTE).execute(keys))
                .map(rows -> new Step(days.size(), rows.iterator().next().getLong(0)))
                .call(() -> transaction.preparedQuery(COMPUTED).execute(keys));
    }
}
