package dev.toktra.reconciliation.usage;

import dev.toktra.devstack.fixture.RunningStack;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.usage.sums.SumsStore;
import dev.toktra.events.TokenCounts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Fills the service's tables as its worker does, with what a company did. */
final class Tables implements AutoCloseable {

    private static final String MEASURES = "requests, failed_requests, retried_requests, small_requests, fresh_input,"
            + " cache_read, cache_write, output, reasoning, wasted_fresh_input, wasted_cache_read, wasted_cache_write,"
            + " wasted_output, wasted_reasoning, edits_accepted, edits_rejected, lines_accepted, commits, pull_requests";

    private final Connection worker;

    Tables() throws SQLException {
        worker = TestStack.running().connect("reconciliation_worker");
    }

    /** A row; days do not tell zones apart. */
    record Cell(LocalDate day, @Nullable Instant hour, ZoneId zone, Call like) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Cell cell && key().equals(cell.key());
        }

        @Override
        public int hashCode() {
            return key().hashCode();
        }

        private List<Object> key() {
            return List.of(
                    day, String.valueOf(hour), like.identity(), like.provider(), like.model(), like.application());
        }
    }

    record Sum(long requests, TokenCounts tokens, @Nullable BigDecimal cost) {

        Sum plus(Sum other) {
            return new Sum(
                    requests + other.requests,
                    tokens.plus(other.tokens),
                    cost == null || other.cost == null ? null : cost.add(other.cost));
        }
    }

    /** Everything; days that are dirty have daily sums that are wrong. */
    void fill(Company company, Predicate<LocalDate> dirty) throws SQLException {
        directory(company);
        usage(company, dirty);
        new SettledTables(this, company).fill();
    }

    void directory(Company company) throws SQLException {
        update(
                "insert into organisation (org_id, version, name, zones, currency, privacy, raw_retention_days)"
                        + " values (?, 1, 'Acme', ?::jsonb, 'USD', 'named', 390)",
                company.org,
                zones(company));
        for (int i = 0; i < company.departments.size(); i++) {
            int parent = Company.parentOf(i);
            UUID above = parent < 0 ? null : company.departments.get(parent);
            unit(company, company.departments.get(i), "Department " + i, above);
        }
        for (int i = 0; i < company.teams.size(); i++) {
            UUID department = company.departments.get(Company.departmentOfTeam(i));
            unit(company, company.teams.get(i), "Team " + i, department);
        }
        for (int i = 0; i < company.people.size(); i++) {
            person(company, i);
        }
        for (Company.Place place : company.places) {
            move(company, place);
        }
        for (int i = 0; i < Company.IDENTITIES; i++) {
            company.identityIds.put(i, identity(company.org, "account" + i));
        }
        for (Company.Known known : company.known) {
            map(company, known);
        }
    }

    private static String zones(Company company) {
        String first = "{\"from\":\"2020-01-01\",\"zone\":\"" + company.zone.getId() + "\"}";
        Company.Moved moved = company.moved();
        return moved == null
                ? "[" + first + "]"
                : "[" + first + ",{\"from\":\"" + moved.from() + "\",\"zone\":\""
                        + moved.zone().getId() + "\"}]";
    }

    private void person(Company company, int number) throws SQLException {
        update(
                "insert into person (org_id, user_id, email, name, role, status) values (?, ?, ?, ?, 'member', 'active')",
                company.org,
                company.people.get(number),
                "p" + number + "@acme.test",
                "Person " + number);
    }

    void move(Company company, Company.Place place) throws SQLException {
        update(
                "insert into membership values (?, ?, ?, ?, ?, ?)",
                company.org,
                company.people.get(place.person()),
                company.departments.get(place.department()),
                place.team() < 0 ? null : company.teams.get(place.team()),
                place.from(),
                place.until());
    }

    void map(Company company, Company.Known known) throws SQLException {
        update(
                "insert into identity_person values (?, ?, ?, ?, ?)",
                company.org,
                company.identityIds.get(known.identity()),
                company.people.get(known.person()),
                known.from(),
                known.until());
    }

    void usage(Company company, Predicate<LocalDate> dirty) throws SQLException {
        company.dirty = dirty;
        Map<Cell, Sum> hourly = new HashMap<>();
        Map<Cell, Sum> daily = new HashMap<>();
        for (Call call : company.calls) {
            LocalDate day = company.dayOf(call);
            Sum sum = new Sum(1, call.tokens(), call.cost());
            hourly.merge(
                    new Cell(day, call.at().truncatedTo(ChronoUnit.HOURS), company.zoneOf(call), call), sum, Sum::plus);
            if (!dirty.test(day)) {
                daily.merge(new Cell(day, null, company.zoneOf(call), call), sum, Sum::plus);
            } else if (call.identity() % 2 == 0) {
                daily.merge(
                        new Cell(day, null, company.zoneOf(call), call),
                        new Sum(99, TokenCounts.NONE, null),
                        Sum::plus);
            }
        }
        insert(company, hourly);
        insert(company, daily);
        for (LocalDate day : company.calls.stream()
                .map(company::dayOf)
                .distinct()
                .filter(dirty)
                .toList()) {
            markDirty(company, day);
            markDirty(company, day);
        }
    }

    /** Deletes the hours of days, as retention does after 13 months, but of days that are settled in part. */
    void forgetHours(Company company, Predicate<LocalDate> days) throws SQLException {
        for (LocalDate day : company.calls.stream()
                .map(company::dayOf)
                .distinct()
                .filter(days)
                .toList()) {
            update(
                    "delete from usage_hourly u where org_id = ? and day = ? and not exists (select from settled_day s"
                            + " where s.org_id = u.org_id and s.day = u.day and s.provider = u.provider and not s.whole)",
                    company.org,
                    day);
        }
    }

    /** Sums days as the service does. */
    static void sum(Company company, Predicate<LocalDate> days) throws SQLException {
        try (Tables tables = new Tables()) {
            for (LocalDate day : days(company).stream().filter(days).toList()) {
                tables.update("insert into dirty_sum (org_id, day) values (?, ?)", company.org, day);
            }
        }
        RunningStack stack = TestStack.running();
        PGSimpleDataSource worker = new PGSimpleDataSource();
        worker.setUrl(stack.jdbcUrl());
        worker.setUser("reconciliation_worker");
        worker.setPassword(stack.password("reconciliation_worker"));
        SumsStore sums = new SumsStore(worker, Duration.ZERO, Duration.ZERO);
        while (sums.sum(1000) > 0) {
            continue;
        }
    }

    /** Sums that are wrong are of no account while their day is marked. */
    void spoilSums(Company company, Predicate<LocalDate> days) throws SQLException {
        for (LocalDate day : days(company).stream().filter(days).toList()) {
            for (String table : List.of("usage_daily_person", "usage_daily_model")) {
                update("update " + table + " set requests = 99 where org_id = ? and day = ?", company.org, day);
            }
            update("insert into dirty_sum (org_id, day) values (?, ?)", company.org, day);
        }
    }

    private static Set<LocalDate> days(Company company) {
        Set<LocalDate> days = new TreeSet<>();
        company.calls.forEach(call -> days.add(company.dayOf(call)));
        company.settled.shares().forEach(share -> days.add(share.day()));
        return days;
    }

    Set<LocalDate> dirtyDays(Company company) throws SQLException {
        try (PreparedStatement select = worker.prepareStatement("select day from dirty_day where org_id = ?")) {
            select.setObject(1, company.org);
            Set<LocalDate> days = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(row.getObject(1, LocalDate.class));
                }
            }
            return days;
        }
    }

    void markDirty(Company company, LocalDate day) throws SQLException {
        update("insert into dirty_day (org_id, day) values (?, ?)", company.org, day);
    }

    private void insert(Company company, Map<Cell, Sum> cells) throws SQLException {
        if (cells.isEmpty()) {
            return;
        }
        boolean hourly = cells.keySet().iterator().next().hour() != null;
        String sql = "insert into " + (hourly ? "usage_hourly (hour, " : "usage_daily (")
                + "org_id, day, identity_id, provider, model, application, token_source, client, zone, " + MEASURES
                + (hourly ? "" : ", cost") + ") values (" + (hourly ? "?, " : "")
                + "?, ?, ?, ?, ?, ?, ?, 'agent/1', ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
                + (hourly ? ")" : ", ?)");
        try (PreparedStatement insert = worker.prepareStatement(sql)) {
            for (Map.Entry<Cell, Sum> entry : cells.entrySet()) {
                row(insert, company, entry.getKey(), entry.getValue());
            }
            insert.executeBatch();
        }
    }

    private static void row(PreparedStatement insert, Company company, Cell cell, Sum sum) throws SQLException {
        int at = 1;
        if (cell.hour() != null) {
            insert.setObject(at++, OffsetDateTime.ofInstant(cell.hour(), ZoneOffset.UTC));
        }
        TokenCounts tokens = sum.tokens();
        Object[] values = {
            company.org,
            cell.day(),
            company.identityIds.get(cell.like().identity()),
            cell.like().provider(),
            cell.like().model(),
            cell.like().application(),
            cell.like().tokenSource(),
            cell.zone().getId(),
            sum.requests(),
            tokens.freshInput(),
            tokens.cacheRead(),
            tokens.cacheWrite(),
            tokens.output(),
            tokens.reasoning()
        };
        for (Object value : values) {
            insert.setObject(at++, value);
        }
        if (cell.hour() == null) {
            insert.setObject(at, sum.cost());
        }
        insert.addBatch();
    }

    private void unit(Company company, UUID id, String name, @Nullable UUID parent) throws SQLException {
        String kind = name.startsWith("Team") ? "team" : "department";
        update(
                "insert into unit (org_id, unit_id, kind, name, parent_id) values (?, ?, ?, ?, ?)",
                company.org,
                id,
                kind,
                name,
                parent);
    }

    private long identity(UUID org, String account) throws SQLException {
        try (PreparedStatement insert = worker.prepareStatement(
                "insert into identity (org_id, account, device_id) values (?, ?, gen_random_uuid()) returning identity_id")) {
            insert.setObject(1, org);
            insert.setString(2, account);
            try (ResultSet made = insert.executeQuery()) {
                made.next();
                return made.getLong(1);
            }
        }
    }

    void update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = worker.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        worker.close();
    }
}
