package dev.toktra.reconciliation.settling.naming;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.reconciliation.directory.ReadingLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps the canonical name of every name of a model, and has days summed and settled anew when one changes; blocks. */
public final class ModelNameStore {

    private static final String KEEP = """
            with given as (select * from unnest(?::text[], ?::text[]) as g(name, canonical)),
            fresh as (
                insert into model_name (org_id, provider, name, canonical)
                select ?, ?, name, canonical from given order by name on conflict do nothing),
            other as (
                insert into model_mark (org_id, provider, name)
                select n.org_id, n.provider, n.name from given g join model_name n using (name)
                where n.org_id = ? and n.provider = ? and n.canonical <> g.canonical)
            select g.name from given g where g.canonical <> g.name and not exists (
                select from model_name n where n.org_id = ? and n.provider = ? and n.name = g.name)""";

    private static final String MARKED = """
            select org_id, provider from model_mark group by org_id, provider order by min(marked_at) limit ?""";

    /** One at a time per provider of an organisation: who comes second knows the rules of now. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended(?, 36))";

    private static final String TAKE = "delete from model_mark where org_id = ? and provider = ? returning name";

    private static final String KNOWN = "select name from model_name where org_id = ? and provider = ?";

    private static final String RENAME = """
            with given as (select * from unnest(?::text[], ?::text[]) as g(name, canonical)),
            before as (select name, canonical from model_name where org_id = ? and provider = ?),
            saved as (
                insert into model_name as n (org_id, provider, name, canonical)
                select ?, ?, name, canonical from given order by name
                on conflict (org_id, provider, name) do update set canonical = excluded.canonical
                    where n.canonical <> excluded.canonical
                returning name, canonical)
            select s.name from saved s left join before b using (name)
            where s.canonical <> coalesce(b.canonical, s.name)""";

    /** Whoever sums the day anew publishes it anew. */
    private static final String MARK_DAYS = """
            insert into dirty_day (org_id, day)
            select distinct org_id, day from usage_daily where org_id = ? and provider = ? and model = any (?)""";

    /** UTC days that were read and are not frozen, on which devices or the provider used one of the names. */
    private static final String MARK_UNSETTLED = """
            insert into unsettled_day (org_id, provider, day)
            select org_id, provider, day from (
                select distinct r.org_id, r.provider, r.day from read_day r where r.org_id = ? and r.provider = ?
                    and (r.day >= ? or exists (
                        select from settled_cell c where c.org_id = r.org_id and c.provider = r.provider
                            and c.hour >= r.day::timestamp at time zone 'UTC'
                            and c.hour < (r.day + 1)::timestamp at time zone 'UTC' and c.reconciled_at >= ?))) d
            where exists (
                    select from usage_daily u where u.org_id = d.org_id and u.day between d.day - 1 and d.day + 1
                        and u.provider = d.provider and u.model = any (?))
                or exists (
                    select from provider_count c where c.org_id = d.org_id and c.provider = d.provider
                        and c.bucket >= d.day::timestamp at time zone 'UTC'
                        and c.bucket < (d.day + 1)::timestamp at time zone 'UTC' and c.model = any (?))""";

    private final DataSource worker;
    private final Duration reopens;
    private final Clock clock;

    ModelNameStore(DataSource worker, Duration reopens, Clock clock) {
        this.worker = worker;
        this.reopens = reopens;
        this.clock = clock;
    }

    /** A provider of an organisation some of whose names are to be looked up. */
    record Marked(UUID orgId, String provider) {}

    /** Those with marks, the longest marked first. */
    List<Marked> marked(int most) throws SQLException {
        try (Connection connection = worker.getConnection();
                PreparedStatement statement = connection.prepareStatement(MARKED)) {
            statement.setInt(1, most);
            try (ResultSet rows = statement.executeQuery()) {
                List<Marked> marked = new ArrayList<>();
                while (rows.next()) {
                    marked.add(new Marked(rows.getObject("org_id", UUID.class), rows.getString("provider")));
                }
                return marked;
            }
        }
    }

    /** Looks up what is marked, by the rules of now; answers how many names mean another model than before. */
    int lookUp(Marked marked) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Integer, SQLException>commit(connection, () -> lookUp(connection, marked));
        }
    }

    private int lookUp(Connection connection, Marked marked) throws SQLException {
        query(connection, ALONE, marked.orgId() + marked.provider());
        List<@Nullable String> taken = query(connection, TAKE, marked.orgId(), marked.provider());
        TreeSet<String> names = new TreeSet<>();
        for (String name : taken) {
            if (name == null) {
                names.addAll(query(connection, KNOWN, marked.orgId(), marked.provider()));
            } else {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return 0;
        }
        ModelNames models = RulesStore.models(connection, marked.orgId(), marked.provider());
        Canonical canonical = Canonical.of(names, marked.provider(), models);
        UUID org = marked.orgId();
        String provider = marked.provider();
        List<String> renamed =
                query(connection, RENAME, canonical.names(), canonical.canonical(), org, provider, org, provider);
        if (!renamed.isEmpty()) {
            follow(connection, marked, renamed.toArray(String[]::new));
        }
        return renamed.size();
    }

    private void follow(Connection connection, Marked marked, String[] renamed) throws SQLException {
        var since = clock.instant().minus(reopens).atOffset(ZoneOffset.UTC);
        markDays(connection, marked.orgId(), marked.provider(), renamed);
        update(
                connection,
                MARK_UNSETTLED,
                marked.orgId(),
                marked.provider(),
                since.toLocalDate(),
                since,
                renamed,
                renamed);
    }

    /**
     * Keeps names that were seen, in the caller's transaction. New ones hold at once; where the rules that the caller knows say
     * otherwise than before, the name is marked and looked up soon.
     */
    @SuppressWarnings("checkstyle:ParameterNumber") // what to keep, of whom, by which rules
    public static void keep(
            Connection connection, UUID org, String provider, Collection<String> names, ModelNames models)
            throws SQLException {
        Canonical canonical = Canonical.of(names, provider, models);
        List<String> renamed = query(
                connection,
                KEEP,
                canonical.names(),
                canonical.canonical(),
                org,
                provider,
                org,
                provider,
                org,
                provider);
        if (!renamed.isEmpty()) {
            markDays(connection, org, provider, renamed.toArray(String[]::new));
        }
    }

    private static void markDays(Connection connection, UUID org, String provider, String[] renamed)
            throws SQLException {
        ReadingLock.exclusive(connection, org);
        update(connection, MARK_DAYS, org, provider, renamed);
    }

    /** Names, and beside each its canonical name. */
    @SuppressWarnings("ArrayRecordComponent") // as a statement takes them, and nobody else sees them
    private record Canonical(String[] names, String[] canonical) {

        static Canonical of(Collection<String> names, String provider, ModelNames models) {
            String[] distinct = names.stream().distinct().toArray(String[]::new);
            String[] canonical = new String[distinct.length];
            for (int i = 0; i < distinct.length; i++) {
                canonical[i] = models.canonical(provider, distinct[i]);
            }
            return new Canonical(distinct, canonical);
        }
    }

    private static List<String> query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }
}
