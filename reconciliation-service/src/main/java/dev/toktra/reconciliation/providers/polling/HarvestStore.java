package dev.toktra.reconciliation.providers.polling;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.bulksql.RowsStatement;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.polling.Claim.Slot;
import dev.toktra.reconciliation.providers.polling.Harvest.NamesNow;
import dev.toktra.reconciliation.providers.polling.Harvest.Nothing;
import dev.toktra.reconciliation.providers.polling.Harvest.Rows;
import dev.toktra.reconciliation.providers.polling.NameStore.Saved;
import dev.toktra.reconciliation.providers.polling.Outcome.Changed;
import dev.toktra.reconciliation.providers.polling.Outcome.Kind;
import dev.toktra.reconciliation.providers.polling.deciding.Change;
import dev.toktra.reconciliation.providers.polling.deciding.Figure;
import dev.toktra.reconciliation.providers.polling.deciding.Next;
import dev.toktra.reconciliation.providers.polling.deciding.Reread;
import dev.toktra.reconciliation.providers.polling.deciding.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes what came of a read in one transaction, if its reader still holds the lease; blocks. */
final class HarvestStore {

    /** First of all: whoever else wants the lane waits, and who lost it stops here. */
    private static final String LET_GO = """
            update poll_lane set owner = null, lease_until = null, rests_until = coalesce(?, rests_until)
            where connection_id = ? and fence = ? and owner = ? and lease_until > ?""";

    private static final String SAME = """
            select from provider_connection
            where connection_id = ? and version = ? and deleted_at is null for share""";

    private static final String WIDTHS = """
            insert into poll_width (connection_id, source, day, org_id, width)
            select ?, ?, day, ?, ? from unnest(?::date[]) as d(day) on conflict do nothing""";

    private final DataSource worker;
    private final Deciding deciding;
    private final Duration retraction;
    private final Clock clock;

    HarvestStore(DataSource worker, Deciding deciding, Duration retraction, Clock clock) {
        this.worker = worker;
        this.deciding = deciding;
        this.retraction = retraction;
        this.clock = clock;
    }

    /** Saves everything, or nothing where the lease is lost or the connection is another now. */
    Outcome save(Claim claim, Harvest harvest) throws SQLException {
        try (Connection connection = worker.getConnection()) {
            return JdbcTransaction.<Outcome, SQLException>commit(connection, () -> save(connection, claim, harvest));
        }
    }

    private Outcome save(Connection connection, Claim claim, Harvest harvest) throws SQLException {
        Instant now = clock.instant();
        boolean waits = claim.step() instanceof Step.Wait;
        Next next = waits ? null : deciding.next(claim, harvest, now);
        if (!letGo(connection, claim, next == null ? null : next.restsUntil(), now)) {
            return new Outcome(claim, Kind.LOST, Changed.NONE, null);
        }
        if (next == null) {
            return new Outcome(claim, Kind.COMPLETE, Changed.NONE, null);
        }
        if (!isSame(connection, claim.slot())) {
            new RunStore(connection, claim, now).lost("The connection was changed while it was read.");
            return new Outcome(claim, Kind.LOST, Changed.NONE, null);
        }
        return written(connection, claim, harvest, new Written(next, now));
    }

    private record Written(Next next, Instant now) {}

    private Outcome written(Connection connection, Claim claim, Harvest harvest, Written written) throws SQLException {
        Next next = written.next();
        RunStore run = new RunStore(connection, claim, written.now());
        widths(connection, claim.slot(), Width.DAY, next.daily());
        Outcome outcome;
        if (harvest instanceof Rows rows && claim.step() instanceof Step.Read read) {
            Changed changed = figures(connection, claim, read.window(), rows);
            run.complete(rows, changed);
            outcome = new Outcome(claim, Kind.COMPLETE, changed, null);
        } else if (harvest instanceof NamesNow names) {
            Changed changed = names(connection, claim, names, written.now());
            run.complete(new Rows(List.of(), 1, 0, names.remarks(), null), changed);
            outcome = new Outcome(claim, Kind.COMPLETE, changed, null);
        } else {
            Trouble trouble = ((Nothing) harvest).trouble();
            run.failed(trouble);
            outcome = new Outcome(claim, Kind.FAILED, Changed.NONE, trouble);
        }
        run.slot(next, outcome);
        return outcome;
    }

    /** Names decide whose figures are. */
    private Changed names(Connection connection, Claim claim, NamesNow names, Instant now) throws SQLException {
        Saved saved = new NameStore(connection, claim.slot(), now).save(names.names());
        if (saved.changed() > 0) {
            new ReadDayStore(connection, claim.slot())
                    .markSince(now.minus(deciding.rules().reach().deep()));
        }
        return new Changed(0, saved.changed(), 0, 0);
    }

    private Changed figures(Connection connection, Claim claim, Window window, Rows rows) throws SQLException {
        FigureStore store = new FigureStore(connection, claim, window, clock.instant());
        Reread reread =
                new Reread(claim.began(), rows.dropped() == 0, window.width().duration(), retraction);
        List<Change> changes = reread.changes(store.stored(), rows.figures());
        Changed changed = store.save(changes);
        Source source = claim.slot().source();
        if (source != null && source.kind() == Source.Kind.TOKENS) {
            widths(connection, claim.slot(), window.width(), days(rows.figures()));
            unsettle(connection, claim, window, changes);
        }
        return changed;
    }

    /** What became another, and what is read further than it was. */
    private void unsettle(Connection connection, Claim claim, Window window, List<Change> changes) throws SQLException {
        ReadDayStore days = new ReadDayStore(connection, claim.slot());
        Set<LocalDate> unsettled = daysOf(changes);
        Duration grace = deciding.rules().grace().of(claim.slot().provider());
        unsettled.addAll(days.read(window, claim.began(), grace));
        days.mark(unsettled);
    }

    private static boolean letGo(Connection connection, Claim claim, @Nullable Instant rests, Instant now)
            throws SQLException {
        try (Sql statement = new Sql(connection, LET_GO)
                .time(rests)
                .id(claim.slot().connectionId())
                .number(claim.holder().fence())
                .text(claim.holder().owner())
                .time(now)) {
            return statement.update() == 1;
        }
    }

    private static boolean isSame(Connection connection, Slot slot) throws SQLException {
        try (Sql statement = new Sql(connection, SAME).id(slot.connectionId()).number(slot.version());
                var row = statement.query()) {
            return row.next();
        }
    }

    private static void widths(Connection connection, Slot slot, Width width, Collection<LocalDate> days)
            throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        try (RowsStatement<LocalDate> statement = new RowsStatement<>(connection, WIDTHS, days)) {
            statement
                    .value(slot.connectionId())
                    .value(slot.sourceWord())
                    .value(slot.orgId())
                    .value(width == Width.HOUR ? "hour" : "day")
                    .dates(day -> day)
                    .update();
        }
    }

    /** The days of UTC whose sums are others now. */
    private static Set<LocalDate> daysOf(List<Change> changes) {
        Set<LocalDate> days = new TreeSet<>();
        for (Change change : changes) {
            if (change.counts()) {
                days.add(LocalDate.ofInstant(change.bucket(), ZoneOffset.UTC));
            }
        }
        return days;
    }

    private static Set<LocalDate> days(List<Figure> figures) {
        Set<LocalDate> days = new TreeSet<>();
        figures.forEach(figure -> days.add(LocalDate.ofInstant(figure.bucket(), ZoneOffset.UTC)));
        return days;
    }
}
