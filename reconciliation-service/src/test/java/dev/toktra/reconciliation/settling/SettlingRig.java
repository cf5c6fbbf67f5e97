package dev.toktra.reconciliation.settling;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.events.OrganisationState;
import dev.toktra.reconciliation.ledger.TestSchema;
import dev.toktra.reconciliation.ledger.TickingClock;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.polling.deciding.PlanTest;
import dev.toktra.reconciliation.providers.pricing.Prices;
import dev.toktra.reconciliation.settling.deciding.ProviderDay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** An organisation with devices and connections on the real database, settled when a test says so. */
final class SettlingRig implements AutoCloseable {

    static final String OPENAI = "openai";

    final TickingClock clock = new TickingClock(Instant.parse("2026-11-22T10:20:00Z"));
    final UUID org = UUID.randomUUID();
    final PGSimpleDataSource worker = worker();
    private final Connection open = worker.getConnection();
    final OrganisationState organisation;
    Prices prices = Prices.NONE;
    private final Map<UUID, Long> identities = new HashMap<>();

    record Config(String every, Duration dayAtMostEvery, int daysAtOnce, Duration frozenAfter)
            implements SettlingConfig {
        @Override
        public int keptDays() {
            return 396;
        }

        @Override
        public int keptRunDays() {
            return 396;
        }

        @Override
        public Duration retryFirst() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration retryMost() {
            return Duration.ofHours(1);
        }
    }

    static final Config CONFIG = new Config("off", Duration.ofSeconds(60), 100, Duration.ofDays(35));

    SettlingRig(OrganisationState.DatedZone... zones) throws SQLException {
        organisation = new OrganisationState(
                org, 1, false, "Acme", List.of(zones), "USD", OrganisationState.Privacy.NAMED, 390);
        StringBuilder json = new StringBuilder();
        for (OrganisationState.DatedZone zone : zones) {
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"from\":\"%s\",\"zone\":\"%s\"}".formatted(zone.from(), zone.zone()));
        }
        update("insert into organisation values (:o, 1, 'Acme', '[" + json + "]', 'USD', 'named', 390)");
    }

    static SettlingRig in(String zone) throws SQLException {
        return new SettlingRig(new OrganisationState.DatedZone(LocalDate.EPOCH, ZoneId.of(zone)));
    }

    private static PGSimpleDataSource worker() {
        RunningStack stack = TestSchema.stack();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        return worker;
    }

    SettlingStore store() {
        return store(new UnitStore(PlanTest.rules().grace(), (connection, provider) -> prices, CONFIG.frozenAfter()));
    }

    SettlingStore store(SettlingStore.Settling settling) {
        return new SettlingStore(worker, settling, CONFIG, clock);
    }

    /** A connection; not read by anybody. */
    UUID connected(String provider) throws SQLException {
        UUID id = UUID.randomUUID();
        update("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values ('" + id + "', :o, '" + provider
                + "', '"
                + id + "', '{}', 'paused', 1, 1, '0123', '" + clock.instant() + "', '" + clock.instant() + "')");
        return id;
    }

    /** A person with a device of their own, who is the provider's user of the same name. */
    UUID person(String providerUser) throws SQLException {
        UUID id = UUID.randomUUID();
        update("insert into person values (:o, '" + id + "', '" + id + "@acme.com', 'x', 'member', 'active')");
        update("insert into person_alias values (:o, '" + id + "', 'provider_user', '" + providerUser
                + "', '1970-01-01', null)");
        long identity = identity();
        update("insert into identity_person values (:o, " + identity + ", '" + id + "', '1970-01-01', null)");
        identities.put(id, identity);
        return id;
    }

    private long identity() throws SQLException {
        return Long.parseLong(rows("insert into identity (org_id, device_id) values (:o, gen_random_uuid())"
                        + " returning identity_id")
                .get(0));
    }

    /** A person is in a unit. */
    void in(UUID person, UUID unit) throws SQLException {
        update("insert into membership values (:o, '" + person + "', '" + unit + "', null, '1970-01-01', null)");
    }

    /** Devices of a person (null: of nobody who is known) saw this; added to what they saw before. */
    @SuppressWarnings("checkstyle:ParameterNumber") // who, when, what
    void saw(@Nullable UUID person, Instant at, String model, long input, long output) throws SQLException {
        long identity = identity(person);
        String zeros = ", 0".repeat(16);
        update("insert into usage_hourly as u (org_id, day, hour, identity_id, provider, model, application, zone,"
                + " requests, fresh_input, output, failed_requests, retried_requests, small_requests, cache_read,"
                + " cache_write, reasoning, wasted_fresh_input, wasted_cache_read, wasted_cache_write,"
                + " wasted_output, wasted_reasoning, edits_accepted, edits_rejected, lines_accepted, commits,"
                + " pull_requests) values (:o, '"
                + organisation.dayOf(at) + "', '"
                + at.truncatedTo(ChronoUnit.HOURS) + "', " + identity + ", 'openai', '" + model
                + "', 'vscode', 'UTC', 1, " + input + ", " + output + zeros
                + ") on conflict (org_id, day, hour, identity_id, provider, model, application, token_source,"
                + " client) do update set requests = u.requests + 1, fresh_input = u.fresh_input +"
                + " excluded.fresh_input, output = u.output + excluded.output");
    }

    private long identity(@Nullable UUID person) {
        UUID who = person == null ? new UUID(0, 0) : person;
        return identities.computeIfAbsent(who, any -> newIdentity());
    }

    private long newIdentity() {
        try {
            return identity();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A figure of a provider. */
    record Said(
            UUID connection,
            Instant bucket,
            String width,
            String model,
            @Nullable String user,
            @Nullable String key,
            boolean batch,
            Counts counts) {

        @SuppressWarnings("checkstyle:ParameterNumber") // where, when, whose, what
        static Said of(UUID connection, String bucket, @Nullable String user, long input, long output) {
            return new Said(
                    connection,
                    Instant.parse(bucket),
                    "hour",
                    "gpt-5",
                    user,
                    null,
                    false,
                    Counts.of(input, output, null));
        }

        Said ofDay() {
            return new Said(connection, bucket, "day", model, user, key, batch, counts);
        }

        Said by(String otherKey) {
            return new Said(connection, bucket, width, model, user, otherKey, batch, counts);
        }
    }

    /** Keeps a figure; its key is the answer. */
    UUID says(Said said) throws SQLException {
        UUID key = UUID.randomUUID();
        Counts counts = said.counts();
        update("insert into provider_count select connection_id, 'openai_completions', '" + said.bucket() + "', '" + key
                + "', org_id, provider, '" + said.width() + "', '" + said.model() + "', " + quoted(said.user()) + ", "
                + quoted(said.key()) + ", null, null, null, null, " + said.batch() + ", " + counts.input() + ", "
                + counts.output() + ", " + counts.freshInput() + ", " + counts.cacheRead() + ", " + counts.cacheWrite()
                + ", " + counts.cacheWrite1h() + ", " + counts.requests() + ", 'known', null, gen_random_uuid(),"
                + " gen_random_uuid(), now(), now(), 0 from provider_connection where connection_id = '"
                + said.connection() + "'");
        return key;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    /** All usage reports of a connection were read for a day. */
    void read(UUID connection, String day, Instant at, Instant until) throws SQLException {
        for (Source source : Source.values()) {
            if (source.kind() == Source.Kind.TOKENS && source.provider().word().equals(OPENAI)) {
                update("insert into read_day values ('" + connection + "', '"
                        + source.name().toLowerCase(Locale.ROOT) + "', '" + day + "', :o, 'openai', '" + at + "', '"
                        + until
                        + "') on conflict (connection_id, source, day) do update set read_at = excluded.read_at,"
                        + " read_until = excluded.read_until");
            }
        }
    }

    /** All of a day was read now. */
    void read(UUID connection, String day) throws SQLException {
        Instant end =
                LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        read(connection, day, clock.instant(), end);
    }

    ProviderDay unit(String day) {
        return new ProviderDay(org, OPENAI, LocalDate.parse(day));
    }

    void mark(String day) throws SQLException {
        update("insert into unsettled_day (org_id, provider, day) values (:o, 'openai', '" + day + "')");
        update("insert into settling_lane values (:o, 'openai') on conflict do nothing");
    }

    /** Settles a day that something marked, a minute after the last time. */
    void settle(String day) throws SQLException {
        clock.tick(CONFIG.dayAtMostEvery());
        mark(day);
        if (!store().settle(unit(day))) {
            throw new IllegalStateException("it was not settled");
        }
    }

    synchronized void update(String sql) throws SQLException {
        try (var statement = open.createStatement()) {
            statement.executeUpdate(sql.replace(":o", "'" + org + "'"));
        }
    }

    /** The rows of a query, columns separated by a blank; {@code :o} is the organisation. */
    synchronized List<String> rows(String sql) throws SQLException {
        try (var statement = open.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace(":o", "'" + org + "'"))) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        }
    }

    List<String> cells() throws SQLException {
        return rows("select to_char(hour at time zone 'UTC', 'DD-HH24'), model, state, input, output, device_input"
                + " from settled_cell where org_id = :o order by hour, model");
    }

    /** By hour, model and whose they are; people by what a test calls them. */
    List<String> shares(Map<String, UUID> names) throws SQLException {
        List<String> shares = rows("select to_char(hour at time zone 'UTC', 'DD-HH24'), to_char(day, 'DD'), subject,"
                + " attribution, tier, input, output from settled_share where org_id = :o"
                + " order by hour, day, attribution, tier, input desc");
        return shares.stream()
                .map(share -> {
                    String named = share;
                    for (Map.Entry<String, UUID> name : names.entrySet()) {
                        named = named.replace(name.getValue().toString(), name.getKey());
                    }
                    return named;
                })
                .toList();
    }

    @Override
    public void close() throws SQLException {
        open.close();
    }
}
