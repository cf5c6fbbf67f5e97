package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Cost;
import dev.toktra.reconciliation.providers.pricing.check.CostCheck.Day;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Costs of reconciled hours, and what the providers of the caller's organisation bill. */
@ApplicationScoped
class CostStore {

    /** Anthropic's cost report leaves the priority tier out. */
    private static final String OURS = """
            select s.provider, (s.hour at time zone 'UTC')::date as day, s.model, sum(s.cost) as usd,
                coalesce(sum(s.input + s.output) filter (where s.cost is null), 0)::bigint as unpriced
            from settled_share s join settled_hour h using (org_id, provider, hour)
            where h.state = 'reconciled' and ($1::text is null or s.provider = $1)
                and s.hour >= $2::date::timestamp at time zone 'UTC'
                and s.hour < ($3::date + 1)::timestamp at time zone 'UTC'
                and not (s.provider = 'anthropic' and s.tier = 'priority')
            group by 1, 2, 3""";

    private static final String HOURS = """
            select provider, (hour at time zone 'UTC')::date as day, count(*)::int as hours from settled_hour
            where state = 'reconciled' and ($1::text is null or provider = $1)
                and hour >= $2::date::timestamp at time zone 'UTC'
                and hour < ($3::date + 1)::timestamp at time zone 'UTC'
            group by 1, 2""";

    /** OpenAI names the model in its line items, before a comma. */
    private static final String BILLED = """
            select c.provider, (c.bucket at time zone 'UTC')::date as day, c.line_item, c.model, sum(c.usd) as usd,
                coalesce(n.canonical, c.model, m.canonical) as canonical
            from provider_cost c
            left join model_name n on n.org_id = c.org_id and n.provider = c.provider and n.name = c.model
            left join model_name m on m.org_id = c.org_id and m.provider = c.provider and c.model is null
                and m.name = regexp_replace(c.line_item, ', [^,]*$', '')
            where c.state <> 'retracted' and ($1::text is null or c.provider = $1)
                and c.bucket >= $2::date::timestamp at time zone 'UTC'
                and c.bucket < ($3::date + 1)::timestamp at time zone 'UTC'
            group by 1, 2, 3, 4, 6""";

    private final OrganisationTransactions organisation;

    CostStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    /** Days of UTC, both included. */
    record Span(@Nullable String provider, LocalDate start, LocalDate end) {}

    private record Key(Provider provider, LocalDate day) {}

    /** Days of which anything is known, latest last, provider by provider. */
    Uni<List<Day>> days(Span span) {
        Tuple wanted = Tuple.of(span.provider(), span.start(), span.end());
        return organisation.snapshot(connection -> rows(connection, OURS, wanted)
                .flatMap(ours -> rows(connection, HOURS, wanted)
                        .flatMap(hours -> rows(connection, BILLED, wanted).map(billed -> days(ours, hours, billed)))));
    }

    private static Uni<RowSet<Row>> rows(SqlConnection connection, String sql, Tuple wanted) {
        return connection.preparedQuery(sql).execute(wanted);
    }

    private static List<Day> days(RowSet<Row> ours, RowSet<Row> hours, RowSet<Row> billed) {
        Map<Key, Day> days = new TreeMap<>(Comparator.comparing(Key::provider).thenComparing(Key::day));
        Map<Key, Integer> reconciled = new HashMap<>();
        hours.forEach(row -> reconciled.put(key(row), row.getInteger("hours")));
        ours.forEach(row -> days.computeIfAbsent(key(row), key -> day(key, reconciled))
                .costs()
                .put(row.getString("model"), new Cost(row.getBigDecimal("usd"), row.getLong("unpriced"))));
        billed.forEach(row -> days.computeIfAbsent(key(row), key -> day(key, reconciled))
                .bill()
                .add(new BilledItem(row.getString("canonical"), row.getString("line_item"), row.getBigDecimal("usd"))));
        return List.copyOf(days.values());
    }

    private static Key key(Row row) {
        return new Key(Provider.of(row.getString("provider")).orElseThrow(), row.getLocalDate("day"));
    }

    private static Day day(Key key, Map<Key, Integer> hours) {
        return new Day(key.day(), key.provider(), hours.getOrDefault(key, 0), new TreeMap<>(), new ArrayList<>());
    }
}
