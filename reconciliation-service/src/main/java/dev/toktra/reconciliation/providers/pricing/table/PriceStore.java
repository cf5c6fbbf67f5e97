package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.pricing.Price;
import dev.toktra.reconciliation.providers.pricing.PriceBook;
import dev.toktra.reconciliation.providers.pricing.Rates;
import dev.toktra.reconciliation.providers.pricing.ServiceTier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of prices, as the worker; blocks. */
public final class PriceStore {

    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('toktra.price', 0))";

    private static final String PUT = """
            with wanted as (
                select price_id, provider, model, tier, valid_from, valid_until, input::numeric, cache_read::numeric,
                    cache_write::numeric, cache_write_1h::numeric, output::numeric, source, overridden
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as w(price_id, provider, model, tier, valid_from,
                    valid_until, input, cache_read, cache_write, cache_write_1h, output, source, overridden)),
            gone as (
                update price set replaced_at = clock_timestamp()
                where replaced_at is null and price_id not in (select price_id from wanted)
                returning provider, model, tier, valid_from, valid_until),
            come as (
                insert into price as p (price_id, provider, model, tier, valid_from, valid_until, input, cache_read,
                    cache_write, cache_write_1h, output, source, overridden)
                select * from wanted
                on conflict (price_id) do update set replaced_at = null, overridden = excluded.overridden
                    where p.replaced_at is not null or p.overridden <> excluded.overridden
                returning provider, model, tier, valid_from, valid_until)
            select * from gone union select * from come""";

    private static final String CHANGED = """
            unnest(?, ?, ?, ?, ?) as c(provider, model, tier, valid_from, valid_until)""";

    /** Estimates are at the standard price of their day. */
    private static final String MARK_ESTIMATES = """
            insert into dirty_day (org_id, day)
            select distinct u.org_id, u.day
            from (select distinct d.org_id, d.day, d.provider, coalesce(n.canonical, d.model) as model
                from usage_daily d left join model_name n
                    on n.org_id = d.org_id and n.provider = d.provider and n.name = d.model) u
            join %s on c.provider = u.provider and c.tier = 'standard' and model_fits(u.model, c.model)
                and coalesce(u.day >= c.valid_from, true) and coalesce(u.day < c.valid_until, true)""".formatted(CHANGED);

    private static final String MARK_SHARES = """
            insert into unsettled_day (org_id, provider, day)
            select distinct s.org_id, s.provider, s.day
            from (select distinct org_id, provider, model, tier, (hour at time zone 'UTC')::date as day
                from settled_share) s
            join %s on c.provider = s.provider and c.tier = s.tier and model_fits(s.model, c.model)
                and coalesce(s.day >= c.valid_from, true) and coalesce(s.day < c.valid_until, true)""".formatted(CHANGED);

    private static final String HOLDS = """
            select provider, model, tier, valid_from, valid_until, input, cache_read, cache_write, cache_write_1h,
                output, source
            from price where replaced_at is null and provider = ?""";

    private final DataSource worker;

    public PriceStore(DataSource worker) {
        this.worker = worker;
    }

    /** A price that is another one now, or was none before. */
    private record Changed(
            String provider,
            String model,
            String tier,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * Brings the table in line with the lists, and marks the days whose costs are others by it. As often as one likes, by as
     * many replicas as there are: the last one to start decides.
     *
     * @return how many prices came or went
     */
    int put(PriceLists lists) throws SQLException {
        Set<Price> own =
                lists.own() == null ? Set.of() : lists.own().prices().stream().collect(Collectors.toSet());
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Integer, SQLException>commit(connection, () -> {
                try (PreparedStatement alone = connection.prepareStatement(ALONE)) {
                    alone.execute();
                }
                List<Changed> changed = put(connection, lists.book(), own);
                if (!changed.isEmpty()) {
                    mark(connection, MARK_ESTIMATES, changed);
                    mark(connection, MARK_SHARES, changed);
                }
                return changed.size();
            });
        }
    }

    private static List<Changed> put(Connection connection, PriceBook book, Set<Price> own) throws SQLException {
        try (RowsStatement<Price> statement = new RowsStatement<>(connection, PUT, book.prices())) {
            statement
                    .texts(Price::id)
                    .texts(price -> price.provider().word())
                    .texts(Price::model)
                    .texts(price -> price.tier().word())
                    .dates(Price::from)
                    .dates(Price::until)
                    .texts(price -> text(price.rates().input()))
                    .texts(price -> text(price.rates().cacheRead()))
                    .texts(price -> text(price.rates().cacheWrite()))
                    .texts(price -> text(price.rates().cacheWrite1h()))
                    .texts(price -> text(price.rates().output()))
                    .texts(Price::source)
                    .flags(own::contains);
            try (ResultSet rows = statement.query()) {
                List<Changed> changed = new ArrayList<>();
                while (rows.next()) {
                    changed.add(new Changed(
                            rows.getString("provider"),
                            rows.getString("model"),
                            rows.getString("tier"),
                            rows.getObject("valid_from", LocalDate.class),
                            rows.getObject("valid_until", LocalDate.class)));
                }
                return changed;
            }
        }
    }

    private static void mark(Connection connection, String sql, List<Changed> changed) throws SQLException {
        try (RowsStatement<Changed> statement = new RowsStatement<>(connection, sql, changed)) {
            statement
                    .texts(Changed::provider)
                    .texts(Changed::model)
                    .texts(Changed::tier)
                    .dates(Changed::from)
                    .dates(Changed::until)
                    .update();
        }
    }

    private static @Nullable String text(@Nullable BigDecimal rate) {
        return rate == null ? null : rate.toPlainString();
    }

    /** A provider's prices that hold now: the same for all replicas, whatever list each was started with. */
    public static PriceBook book(Connection connection, String provider) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDS)) {
            statement.setString(1, provider);
            List<Price> prices = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    prices.add(price(rows));
                }
            }
            return PriceBook.of(prices);
        }
    }

    private static Price price(ResultSet row) throws SQLException {
        return new Price(
                Provider.of(row.getString("provider")).orElseThrow(),
                row.getString("model"),
                ServiceTier.of(row.getString("tier")).orElseThrow(),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                rates(row),
                row.getString("source"));
    }

    private static Rates rates(ResultSet row) throws SQLException {
        return new Rates(
                row.getBigDecimal("input"),
                row.getBigDecimal("cache_read"),
                row.getBigDecimal("cache_write"),
                row.getBigDecimal("cache_write_1h"),
                row.getBigDecimal("output"));
    }
}
