package dev.toktra.reconciliation.providers.polling;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.providers.Provider;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.polling.Claim.Holder;
import dev.toktra.reconciliation.providers.polling.Claim.Slot;
import dev.toktra.reconciliation.providers.polling.deciding.Plan;
import dev.toktra.reconciliation.providers.polling.deciding.PollRules;
import dev.toktra.reconciliation.providers.polling.deciding.Progress;
import dev.toktra.reconciliation.providers.polling.deciding.Span;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands out slots that are due, each connection to one reader at a time; blocks. */
final class LaneStore {

    private static final String LANES = """
            insert into poll_lane (connection_id, org_id)
            select connection_id, org_id from provider_connection c
            where deleted_at is null and not exists (select from poll_lane l where l.connection_id = c.connection_id)
            on conflict do nothing""";

    private static final String SLOTS = """
            insert into poll_slot (connection_id, source, span, org_id, due_at, connection_version)
            select c.connection_id, w.source, w.span, c.org_id,
                c.created_at + case when w.span = 'deep' then interval '1 day' else interval '0' end, c.version
            from provider_connection c join unnest(?::text[], ?::text[], ?::text[]) as w(provider, source, span)
                on w.provider = c.provider
            where c.deleted_at is null and not exists (select from poll_slot s
                where s.connection_id = c.connection_id and s.source = w.source and s.span = w.span)
            on conflict do nothing""";

    private static final String DUE = """
            s.source = any(?) and c.state = 'active' and c.deleted_at is null
                and (s.due_at <= ? or s.connection_version < c.version)""";

    private static final String LANE = """
            select l.connection_id from poll_lane l
            where (l.lease_until is null or l.lease_until <= ?) and (l.rests_until is null or l.rests_until <= ?)
                and exists (select from poll_slot s join provider_connection c using (connection_id)
                    where s.connection_id = l.connection_id and %s)
            order by l.polled_at nulls first limit 1 for update of l skip locked""".formatted(DUE);

    private static final String SLOT = """
            select s.*, c.provider, c.version from poll_slot s join provider_connection c using (connection_id)
            where s.connection_id = ? and %s
            order by array_position(array['recent', 'names', 'backfill', 'deep'], s.span), s.due_at, s.source
            limit 1""".formatted(DUE);

    private static final String HOLD = """
            update poll_lane set fence = fence + 1, owner = ?, lease_until = ?, polled_at = ? where connection_id = ?
            returning fence""";

    private static final String LOSE = """
            update poll_run set outcome = 'lost', finished_at = ?, failure = 'lost',
                words = 'The replica that read this stopped; the read was taken over.'
            where connection_id = ? and outcome = 'running'""";

    private static final String BEGIN = """
            insert into poll_run (run_id, org_id, connection_id, source, span, window_start, window_end, width, fence,
                started_at, outcome)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')""";

    private static final String WAIT =
            "update poll_slot set due_at = ?, cursor_at = null, failures = 0, last_success_at = ?,"
                    + " connection_version = ? where connection_id = ? and source = ? and span = ?";

    private final DataSource worker;
    private final PollRules rules;
    private final Duration lease;
    private final Clock clock;
    private final RandomGenerator random;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    LaneStore(DataSource worker, PollRules rules, Duration lease, Clock clock, RandomGenerator random) {
        this.worker = worker;
        this.rules = rules;
        this.lease = lease;
        this.clock = clock;
        this.random = random;
    }

    /** Makes the slots of connections that have none yet, for the reports that can be read here. */
    void ensure(List<Source> sources) throws SQLException {
        List<String[]> wanted = new ArrayList<>();
        for (Source source : sources) {
            for (Span span : List.of(Span.RECENT, Span.DEEP, Span.BACKFILL)) {
                wanted.add(new String[] {source.provider().word(), Slot.word(source), span.word()});
            }
        }
        sources.stream()
                .map(Source::provider)
                .distinct()
                .forEach(provider -> wanted.add(new String[] {provider.word(), Claim.NAMES, Span.NAMES.word()}));
        try (Connection connection = worker.getConnection();
                Sql lanes = new Sql(connection, LANES);
                RowsStatement<String[]> slots = new RowsStatement<>(connection, SLOTS, wanted)) {
            lanes.update();
            slots.texts(row -> row[0]).texts(row -> row[1]).texts(row -> row[2]).update();
        }
    }

    /** Takes a slot that is due, of a connection that nobody reads; empty where there is none. */
    Optional<Claim> claim(String owner, List<Source> sources) throws SQLException {
        List<String> words = new ArrayList<>(sources.stream().map(Slot::word).toList());
        words.add(Claim.NAMES);
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Optional<Claim>, SQLException>commit(
                    connection, () -> claim(connection, owner, words));
        }
    }

    private Optional<Claim> claim(Connection connection, String owner, List<String> words) throws SQLException {
        Instant now = clock.instant();
        UUID lane = lane(connection, words, now);
        if (lane == null) {
            return Optional.empty();
        }
        try (Sql statement = new Sql(connection, SLOT).id(lane).texts(words).time(now);
                ResultSet row = statement.query()) {
            if (!row.next()) {
                return Optional.empty();
            }
            Holder holder = new Holder(owner, hold(connection, owner, lane, now), UuidCreator.getTimeOrderedEpoch());
            return Optional.of(claim(connection, holder, row, now));
        }
    }

    private static @Nullable UUID lane(Connection connection, List<String> words, Instant now) throws SQLException {
        try (Sql statement = new Sql(connection, LANE)
                        .time(now)
                        .time(now)
                        .texts(words)
                        .time(now);
                ResultSet row = statement.query()) {
            return row.next() ? row.getObject(1, UUID.class) : null;
        }
    }

    private long hold(Connection connection, String owner, UUID lane, Instant now) throws SQLException {
        try (Sql lost = new Sql(connection, LOSE).time(now).id(lane);
                Sql held = new Sql(connection, HOLD)
                        .text(owner)
                        .time(now.plus(lease))
                        .time(now)
                        .id(lane);
                ResultSet row = held.query()) {
            lost.update();
            row.next();
            return row.getLong(1);
        }
    }

    private Claim claim(Connection connection, Holder holder, ResultSet row, Instant now) throws SQLException {
        Slot slot = new Slot(
                row.getObject("org_id", UUID.class),
                row.getObject("connection_id", UUID.class),
                Provider.of(row.getString("provider")).orElseThrow(),
                Slot.source(row.getString("source")),
                Span.of(row.getString("span")),
                row.getLong("version"));
        boolean changed = row.getLong("connection_version") < slot.version();
        Progress progress = new Progress(
                Sql.instant(row, "cursor_at"),
                Sql.instant(row, "floor_at"),
                (Integer) row.getObject("step_days"),
                changed ? 0 : row.getInt("failures"),
                Sql.instant(row, "last_success_at"));
        Source source = slot.source();
        Plan plan = source == null ? null : new Plan(rules, source, slot.span(), widths(connection, slot), random);
        Step step = plan == null ? new Step.ReadNames() : plan.step(progress, now);
        Claim claim = new Claim(holder, slot, progress, plan, step, now);
        begin(connection, claim);
        return claim;
    }

    /** A slot that has nothing to read now is put off within the claim, and its lane let go by the engine. */
    private static void begin(Connection connection, Claim claim) throws SQLException {
        Slot slot = claim.slot();
        if (claim.step() instanceof Step.Wait wait) {
            try (Sql statement = new Sql(connection, WAIT)
                    .time(wait.until())
                    .time(wait.progress().lastSuccess())
                    .number(slot.version())
                    .id(slot.connectionId())
                    .text(slot.sourceWord())
                    .text(slot.span().word())) {
                statement.update();
            }
            return;
        }
        Window window = claim.step() instanceof Step.Read read ? read.window() : null;
        try (Sql statement = new Sql(connection, BEGIN)
                .id(claim.holder().runId())
                .id(slot.orgId())
                .id(slot.connectionId())
                .text(slot.sourceWord())
                .text(slot.span().word())
                .time(window == null ? null : window.start())
                .time(window == null ? null : window.end())
                .text(window == null ? null : window.width().name().toLowerCase(Locale.ROOT))
                .number(claim.holder().fence())
                .time(claim.began())) {
            statement.update();
        }
    }

    private static Map<LocalDate, Width> widths(Connection connection, Slot slot) throws SQLException {
        try (Sql statement = new Sql(
                                connection, "select day, width from poll_width where connection_id = ? and source = ?")
                        .id(slot.connectionId())
                        .text(slot.sourceWord());
                ResultSet rows = statement.query()) {
            Map<LocalDate, Width> widths = new HashMap<>();
            while (rows.next()) {
                widths.put(
                        rows.getObject(1, LocalDate.class),
                        Width.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)));
            }
            return widths;
        }
    }
}
