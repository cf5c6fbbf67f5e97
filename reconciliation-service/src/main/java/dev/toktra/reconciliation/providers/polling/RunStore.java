package dev.toktra.reconciliation.providers.polling;

import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.polling.Claim.Slot;
import dev.toktra.reconciliation.providers.polling.Harvest.Rows;
import dev.toktra.reconciliation.providers.polling.Outcome.Changed;
import dev.toktra.reconciliation.providers.polling.Outcome.Kind;
import dev.toktra.reconciliation.providers.polling.deciding.Next;
import dev.toktra.reconciliation.providers.polling.deciding.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends a run, moves its slot on and sums up its connection, in the transaction that it is given. */
final class RunStore {

    private static final String COMPLETE = """
            update poll_run set outcome = 'complete', finished_at = ?, pages = ?, rows = ?, dropped = ?, inserted = ?,
                changed = ?, missing = ?, retracted = ?, remarks = ?
            where run_id = ?""";

    private static final String FAILED =
            "update poll_run set outcome = ?, finished_at = ?, failure = ?, words = ? where run_id = ?";

    private static final String SLOT = """
            update poll_slot set due_at = ?, connection_version = ?, cursor_at = ?, floor_at = ?, step_days = ?,
                failures = ?, last_success_at = ?, settled_through = greatest(settled_through, ?),
                last_failure_at = coalesce(?, last_failure_at), last_failure = coalesce(?, last_failure),
                last_words = coalesce(?, last_words)
            where connection_id = ? and source = ? and span = ?""";

    /** As fresh as the least fresh of its usage reports; null while one of them was never read. */
    private static final String SUMMARY = """
            update provider_connection c set last_success_at = s.success, settled_through = s.settled, stale = s.stale
            from (select case when bool_and(last_success_at is not null) then min(last_success_at) end as success,
                    case when bool_and(settled_through is not null) then min(settled_through) end as settled,
                    bool_or(failures > 0) as stale
                from poll_slot where connection_id = ? and span = 'recent' and source = any(?)) s
            where c.connection_id = ?""";

    private static final String MISHAP = """
            update provider_connection set last_failure_at = ?, last_failure = ?, last_words = ?
            where connection_id = ?""";

    private final Connection connection;
    private final Claim claim;
    private final Instant now;

    RunStore(Connection connection, Claim claim, Instant now) {
        this.connection = connection;
        this.claim = claim;
        this.now = now;
    }

    void complete(Rows rows, Changed changed) throws SQLException {
        try (Sql statement = new Sql(connection, COMPLETE)
                .time(now)
                .number(rows.pages())
                .number(rows.figures().size())
                .number(rows.dropped())
                .number(changed.inserted())
                .number(changed.changed())
                .number(changed.missing())
                .number(changed.retracted())
                .texts(rows.remarks())
                .id(claim.holder().runId())) {
            statement.update();
        }
    }

    void failed(Trouble trouble) throws SQLException {
        end("failed", word(trouble), trouble.words());
    }

    void lost(String words) throws SQLException {
        end("lost", "lost", words);
    }

    private void end(String outcome, String failure, String words) throws SQLException {
        try (Sql statement = new Sql(connection, FAILED)
                .text(outcome)
                .time(now)
                .text(failure)
                .text(words)
                .id(claim.holder().runId())) {
            statement.update();
        }
    }

    void slot(Next next, Outcome outcome) throws SQLException {
        Trouble trouble = next.mishap() ? outcome.trouble() : null;
        Progress progress = next.progress();
        Slot slot = claim.slot();
        try (Sql statement = new Sql(connection, SLOT)
                .time(next.due())
                .number(slot.version())
                .time(progress.cursor())
                .time(progress.floor())
                .count(progress.stepDays())
                .count(progress.failures())
                .time(progress.lastSuccess())
                .time(outcome.kind() == Kind.COMPLETE ? next.settledThrough() : null)
                .time(trouble == null ? null : now)
                .text(trouble == null ? null : word(trouble))
                .text(trouble == null ? null : trouble.words())
                .id(slot.connectionId())
                .text(slot.sourceWord())
                .text(slot.span().word())) {
            statement.update();
        }
        summary(trouble);
    }

    private void summary(@Nullable Trouble trouble) throws SQLException {
        try (Sql statement = new Sql(connection, SUMMARY)
                .id(claim.slot().connectionId())
                .texts(Clients.usageOf(claim.slot().provider()))
                .id(claim.slot().connectionId())) {
            statement.update();
        }
        if (trouble == null) {
            return;
        }
        try (Sql statement = new Sql(connection, MISHAP)
                .time(now)
                .text(word(trouble))
                .text(trouble.words())
                .id(claim.slot().connectionId())) {
            statement.update();
        }
    }

    private static String word(Trouble trouble) {
        return trouble.failure().name().toLowerCase(Locale.ROOT);
    }
}
