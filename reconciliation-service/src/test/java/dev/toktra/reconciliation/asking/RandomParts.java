package dev.toktra.reconciliation.asking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.toktra.reconciliation.asking.PartsUnits.Unit;
import dev.toktra.reconciliation.ledger.TestSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation whose people change departments while providers and devices count, on the real database. */
public final class RandomParts {

    public static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    public static final LocalDate LAST = FIRST.plusDays(5);

    /**
     * What a provider or a device counted for somebody.
     *
     * @param device whether a device did
     * @param settled whether the hour is reconciled
     */
    public record Part(
            String provider,
            Instant hour,
            String model,
            String state,
            LocalDate day,
            String subject,
            @Nullable Unit unit,
            boolean device,
            boolean settled,
            long input,
            long output,
            @Nullable BigDecimal cost) {

        /** Whether the provider has counted the cell. */
        public boolean counted() {
            return !state.equals("estimated");
        }
    }

    private final Random random;
    private final UUID org = UUID.randomUUID();
    private final PartsUnits units;
    private final Map<String, Integer> identities = new HashMap<>();
    private final List<String> sql = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    public RandomParts(long seed) throws SQLException {
        random = new Random(seed);
        units = new PartsUnits(random);
        sql.addAll(units.sql());
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (int hour : new int[] {0, 9, 23}) {
                for (String provider : List.of("openai", "anthropic")) {
                    hour(provider, day.atTime(hour, 0).toInstant(ZoneOffset.UTC));
                }
            }
        }
        save();
    }

    public PartsUnits units() {
        return units;
    }

    public List<Part> parts() {
        return parts;
    }

    private void hour(String provider, Instant hour) {
        boolean settled = random.nextInt(4) > 0;
        if (settled) {
            sql.add("insert into settled_hour values (:o, '%s', '%s', 'reconciled')".formatted(provider, hour));
        }
        for (String model : List.of("large", "small")) {
            String state = settled
                    ? List.of("reconciled", "restated").get(random.nextInt(2))
                    : List.of("estimated", "provisional").get(random.nextInt(2));
            cell(new Cell(provider, hour, model, state));
        }
    }

    private record Cell(String provider, Instant hour, String model, String state) {}

    private void cell(Cell cell) {
        boolean counted = !cell.state().equals("estimated");
        Map<String, Part> shares = new HashMap<>();
        for (int i = 0; i < (counted ? 6 : 0); i++) {
            Part share = part(cell, false);
            shares.put(share.day() + share.subject() + share.unit(), share);
        }
        Map<String, Part> seen = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            Part device = part(cell, true);
            seen.put(device.day() + device.subject(), device);
        }
        shares.values().forEach(this::share);
        seen.values().forEach(this::device);
        long input = shares.values().stream().mapToLong(Part::input).sum();
        long output = shares.values().stream().mapToLong(Part::output).sum();
        sql.add(
                ("insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input, device_output,"
                                + " device_requests) values (:o, '%s', '%s', '%s', '%s', %s, %s, %d, %d, %d)")
                        .formatted(
                                cell.provider(),
                                cell.hour(),
                                cell.model(),
                                cell.state(),
                                counted ? input : null,
                                counted ? output : null,
                                seen.values().stream().mapToLong(Part::input).sum(),
                                seen.values().stream().mapToLong(Part::output).sum(),
                                seen.size()));
    }

    /** In the last hour of a day it may be the organisation's next day already. */
    private Part part(Cell cell, boolean device) {
        LocalDate day = LocalDate.ofInstant(cell.hour().plus(Duration.ofHours(random.nextInt(2))), ZoneOffset.UTC);
        String subject = random.nextInt(4) > 0
                ? units.person(random)
                : device || random.nextInt(3) == 0 ? "unknown" : "unattributed";
        Unit unit = subject.equals("unattributed") ? units.unit(random) : null;
        BigDecimal cost = random.nextInt(4) > 0 ? BigDecimal.valueOf(random.nextInt(9000), 3) : null;
        boolean settled = cell.state().startsWith("re");
        return new Part(
                cell.provider(),
                cell.hour(),
                cell.model(),
                cell.state(),
                day,
                subject,
                unit,
                device,
                settled,
                random.nextInt(5000),
                random.nextInt(700),
                device ? null : cost);
    }

    private void share(Part part) {
        parts.add(part);
        sql.add(
                ("insert into settled_share (org_id, provider, hour, day, model, subject, unit_id, application, attribution,"
                                + " tier, input, output, cost) values (:o, '%s', '%s', '%s', '%s', '%s', %s, 'app', 'exact', 'standard',"
                                + " %d, %d, %s)")
                        .formatted(
                                part.provider(),
                                part.hour(),
                                part.day(),
                                part.model(),
                                part.subject(),
                                part.unit() == null ? "null" : "'" + part.unit().id() + "'",
                                part.input(),
                                part.output(),
                                part.cost()));
    }

    private void device(Part part) {
        parts.add(part);
        int identity = identities.computeIfAbsent(part.subject(), this::identity);
        sql.add(
                ("insert into usage_hourly (org_id, day, hour, identity_id, provider, model, application, zone, requests,"
                                + " fresh_input, output, failed_requests, retried_requests, small_requests, cache_read, cache_write,"
                                + " reasoning, wasted_fresh_input, wasted_cache_read, wasted_cache_write, wasted_output,"
                                + " wasted_reasoning, edits_accepted, edits_rejected, lines_accepted, commits, pull_requests)"
                                + " values (:o, '%s', '%s', (select identity_id from identity where org_id = :o and device_id = '%s'),"
                                + " '%s', '%s', 'app', 'UTC', 1, %d, %d%s)")
                        .formatted(
                                part.day(),
                                part.hour(),
                                new UUID(7, identity),
                                part.provider(),
                                part.model(),
                                part.input(),
                                part.output(),
                                ", 0".repeat(16)));
    }

    private int identity(String subject) {
        int number = identities.size();
        sql.add("insert into identity (org_id, device_id) values (:o, '" + new UUID(7, number) + "')");
        if (!subject.equals("unknown")) {
            sql.add("insert into identity_person select :o, identity_id, '" + subject
                    + "', '1970-01-01', null from identity where org_id = :o and device_id = '" + new UUID(7, number)
                    + "'");
        }
        return number;
    }

    private void save() throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            for (String each : sql) {
                statement.addBatch(each.replace(":o", "'" + org + "'"));
            }
            statement.executeBatch();
        }
    }

    /** What a statement answers as the role that answers requests. */
    public JsonNode ask(String statement, String types, String parameters) throws SQLException, IOException {
        try (Connection app = TestSchema.stack().connect("reconciliation_app")) {
            app.setAutoCommit(false);
            try (var asked = app.createStatement()) {
                asked.execute("select set_config('toktra.org', '" + org + "', true)");
                asked.execute("prepare asked(" + types + ") as " + statement);
                try (ResultSet row = asked.executeQuery("execute asked(" + parameters + ")")) {
                    row.next();
                    return new ObjectMapper().readTree(row.getString("body"));
                }
            } finally {
                app.rollback();
            }
        }
    }
}
