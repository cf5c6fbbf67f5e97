package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.callerscope.OrganisationTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's equations of the caller's organisation, all of one moment. */
@ApplicationScoped
class LedgerStore {

    private final OrganisationTransactions organisation;

    LedgerStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    private record Page<T>(List<T> items, @Nullable PageCursor next) {}

    private record Frame(LedgerTotals totals, @Nullable Recomputed recomputed, List<RetentionGap> gaps) {}

    /** Streams after a cursor, in the order of their ids. */
    Uni<LedgerPage> streams(@Nullable PageCursor after, int limit) {
        Tuple tuple = Tuple.of(id(after, 0), id(after, 1), limit + 1);
        return organisation.snapshot(connection -> connection
                .preparedQuery(LedgerSql.STREAM_PAGE)
                .execute(tuple)
                .map(rows -> page(rows, limit, LedgerStore::stream, LedgerStore::cursor))
                .flatMap(page -> frame(connection)
                        .map(frame ->
                                answer(frame, page, frame.totals().numbers().streams()))));
    }

    /** Hours of partitions after a cursor. */
    Uni<LedgerPage> hours(@Nullable PageCursor after, int limit) {
        Tuple tuple = Tuple.of(id(after, 0), number(after, 1), time(after, 2), limit + 1);
        return organisation.snapshot(connection -> connection
                .preparedQuery(LedgerSql.HOUR_PAGE)
                .execute(tuple)
                .map(rows -> page(rows, limit, LedgerStore::hour, LedgerStore::cursor))
                .flatMap(page -> frame(connection)
                        .map(frame -> answer(
                                frame, page, frame.totals().transmissions().hours()))));
    }

    private static LedgerPage answer(Frame frame, Page<?> page, long count) {
        Recomputed recomputed = frame.recomputed();
        boolean open = frame.gaps().stream().anyMatch(gap -> gap.acceptedAt() == null);
        boolean holds = frame.totals().holds() && !open && (recomputed == null || recomputed.holds());
        PageCursor next = page.next();
        return new LedgerPage(
                holds,
                frame.totals(),
                recomputed,
                frame.gaps(),
                page.items(),
                next == null ? null : next.text(),
                next != null,
                count);
    }

    private static Uni<Frame> frame(SqlConnection connection) {
        return connection
                .query(LedgerSql.TOTALS)
                .execute()
                .flatMap(totals -> connection
                        .query(LedgerSql.RECOMPUTED)
                        .execute()
                        .flatMap(checks -> connection
                                .query(LedgerSql.GAPS)
                                .execute()
                                .map(gaps -> new Frame(
                                        totals(totals.iterator().next()),
                                        checks.size() == 0
                                                ? null
                                                : recomputed(checks.iterator().next()),
                                        all(gaps, LedgerStore::gap)))));
    }

    private static <T> Page<T> page(
            RowSet<Row> rows, int limit, Function<Row, T> item, Function<T, PageCursor> cursor) {
        List<T> items = all(rows, item);
        if (items.size() <= limit) {
            return new Page<>(items, null);
        }
        List<T> page = items.subList(0, limit);
        return new Page<>(page, cursor.apply(page.get(limit - 1)));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> item) {
        List<T> items = new ArrayList<>();
        for (Row row : rows) {
            items.add(item.apply(row));
        }
        return items;
    }

    private static LedgerTotals totals(Row row) {
        LedgerTotals.Numbers numbers = new LedgerTotals.Numbers(
                row.getLong("streams"),
                row.getLong("highest_seq"),
                row.getLong("stored"),
                row.getLong("duplicate_identity"),
                row.getLong("rejected"),
                row.getLong("quarantined"),
                row.getLong("lost"),
                row.getLong("tombstones"),
                row.getLong("outstanding"),
                row.getLong("lost_tokens"));
        LedgerTotals.Transmissions transmissions = new LedgerTotals.Transmissions(
                row.getLong("hours"),
                row.getLong("received"),
                row.getLong("sent_stored"),
                row.getLong("sent_duplicate_seq"),
                row.getLong("sent_duplicate_identity"),
                row.getLong("sent_rejected"),
                row.getLong("sent_quarantined"),
                row.getLong("sent_tombstones"));
        return new LedgerTotals(numbers, transmissions, row.getBoolean("holds"));
    }

    private static StreamLine stream(Row row) {
        return new StreamLine(
                row.getUUID("device_id"),
                row.getUUID("stream_id"),
                row.getLong("highest_seq"),
                row.getLong("stored"),
                row.getLong("duplicate_identity"),
                row.getLong("rejected"),
                row.getLong("quarantined"),
                row.getLong("lost"),
                row.getLong("tombstones"),
                row.getLong("highest_seq") - row.getLong("known"),
                row.getLong("duplicate_seq"),
                row.getLong("lost_tokens"),
                row.getOffsetDateTime("last_heard_at").toInstant(),
                gaps(row.getString("gaps")),
                row.getBoolean("holds"));
    }

    private static List<StreamLine.Gap> gaps(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(gap -> gap.split("-", -1))
                        .map(ends -> new StreamLine.Gap(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
                        .toList();
    }

    private static HourLine hour(Row row) {
        return new HourLine(
                row.getUUID("topic_id"),
                row.getInteger("partition"),
                row.getOffsetDateTime("hour").toInstant(),
                row.getLong("received"),
                row.getLong("stored"),
                row.getLong("duplicate_seq"),
                row.getLong("duplicate_identity"),
                row.getLong("rejected"),
                row.getLong("quarantined"),
                row.getLong("tombstones"),
                row.getBoolean("holds"));
    }

    static RetentionGap gap(Row row) {
        OffsetDateTime accepted = row.getOffsetDateTime("accepted_at");
        return new RetentionGap(
                row.getUUID("gap_id"),
                row.getUUID("topic_id"),
                row.getInteger("partition"),
                row.getLong("from_offset"),
                row.getLong("to_offset"),
                row.getOffsetDateTime("found_at").toInstant(),
                accepted == null ? null : accepted.toInstant(),
                row.getString("accepted_by"));
    }

    private static Recomputed recomputed(Row row) {
        return RecomputeStore.recomputed(row);
    }

    private static PageCursor cursor(StreamLine line) {
        return PageCursor.at(line.deviceId(), line.streamId());
    }

    private static PageCursor cursor(HourLine line) {
        return PageCursor.at(line.topicId(), line.partition(), line.hour());
    }

    private static @Nullable UUID id(@Nullable PageCursor cursor, int part) {
        return cursor == null ? null : parsed(cursor, part, UUID::fromString);
    }

    private static @Nullable Integer number(@Nullable PageCursor cursor, int part) {
        return cursor == null ? null : parsed(cursor, part, Integer::valueOf);
    }

    private static @Nullable OffsetDateTime time(@Nullable PageCursor cursor, int part) {
        return cursor == null
                ? null
                : parsed(cursor, part, text -> Instant.parse(text).atOffset(ZoneOffset.UTC));
    }

    private static <T> T parsed(PageCursor cursor, int part, Function<String, T> parser) {
        try {
            return parser.apply(cursor.key().get(part));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw PageCursor.unfit();
        }
    }
}
