package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.providers.pricing.table.PriceParameters.Wanted;
import dev.toktra.reconciliation.providers.pricing.table.ShownPrice.Tokens;
import dev.toktra.reconciliation.providers.pricing.table.ShownPrice.Unpriced;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prices that hold, which are the same for everybody, and what the caller's organisation used without one. */
@ApplicationScoped
class PricePageStore {

    private static final String WANTED = """
            from price where replaced_at is null and ($1::text is null or provider = $1)
                and ($2::text is null or model_fits($2, model))
                and ($3::date is null
                    or coalesce($3 >= valid_from, true) and coalesce($3 < valid_until, true))""";

    private static final String PAGE = "select * " + WANTED + """
             and ($4::text is null or price_id collate "C" > $4) order by price_id collate "C" limit $5""";

    private static final String COUNT = "select count(*) " + WANTED;

    /** Estimates are at the standard price, shares at that of their tier. */
    private static final String UNPRICED = """
            select provider, model, tier, e.input as estimated_input, e.output as estimated_output,
                r.input as reconciled_input, r.output as reconciled_output, greatest(e.last_day, r.last_day) as last_day
            from (
                select u.provider, coalesce(n.canonical, u.model) as model, 'standard' as tier, max(u.day) as last_day,
                    sum(u.fresh_input + u.cache_read + u.cache_write)::bigint as input, sum(u.output)::bigint as output
                from usage_daily u
                left join model_name n on n.org_id = u.org_id and n.provider = u.provider and n.name = u.model
                where u.day >= $1 and u.price_id is null
                    and u.fresh_input + u.cache_read + u.cache_write + u.output > 0
                group by 1, 2) e
            full join (
                select s.provider, s.model, s.tier, max(s.day) as last_day,
                    sum(s.input)::bigint as input, sum(s.output)::bigint as output
                from settled_share s
                where s.day >= $1 and s.cost is null and s.input + s.output > 0
                group by 1, 2, 3) r using (provider, model, tier)
            order by coalesce(e.input + e.output, 0) + coalesce(r.input + r.output, 0) desc, provider, model, tier
            limit $2""";

    private static final int MOST_UNPRICED = 1000;

    private final OrganisationTransactions organisation;

    PricePageStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    /** By id. */
    Uni<ShownPrice.Page> page(Wanted wanted) {
        Tuple all = Tuple.of(wanted.provider(), wanted.model(), wanted.day());
        Tuple page = Tuple.of(wanted.provider(), wanted.model(), wanted.day(), wanted.after(), wanted.limit() + 1);
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(page)
                .flatMap(rows -> connection.preparedQuery(COUNT).execute(all).map(count -> {
                    List<ShownPrice> items = new ArrayList<>();
                    rows.forEach(row -> items.add(price(row)));
                    return page(items, wanted.limit(), count.iterator().next().getLong(0));
                })));
    }

    private static ShownPrice.Page page(List<ShownPrice> prices, int limit, long total) {
        boolean more = prices.size() > limit;
        List<ShownPrice> items = more ? prices.subList(0, limit) : prices;
        return new ShownPrice.Page(items, more ? items.get(limit - 1).priceId() : null, more, total);
    }

    /** Models with most tokens first. */
    Uni<ShownPrice.UnpricedList> unpriced(LocalDate since) {
        return organisation.read(connection -> connection
                .preparedQuery(UNPRICED)
                .execute(Tuple.of(since, MOST_UNPRICED))
                .map(rows -> {
                    List<Unpriced> items = new ArrayList<>();
                    rows.forEach(row -> items.add(unpriced(row)));
                    return new ShownPrice.UnpricedList(since, items);
                }));
    }

    private static Unpriced unpriced(Row row) {
        return new Unpriced(
                row.getString("provider"),
                row.getString("model"),
                row.getString("tier"),
                tokens(row, "estimated"),
                tokens(row, "reconciled"),
                row.getLocalDate("last_day"));
    }

    private static @Nullable Tokens tokens(Row row, String kind) {
        Long input = row.getLong(kind + "_input");
        return input == null ? null : new Tokens(input, row.getLong(kind + "_output"));
    }

    private static ShownPrice price(Row row) {
        return new ShownPrice(
                row.getString("price_id"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("tier"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_until"),
                row.getBigDecimal("input"),
                row.getBigDecimal("cache_read"),
                row.getBigDecimal("cache_write"),
                row.getBigDecimal("cache_write_1h"),
                row.getBigDecimal("output"),
                row.getString("source"),
                row.getBoolean("overridden"));
    }
}
