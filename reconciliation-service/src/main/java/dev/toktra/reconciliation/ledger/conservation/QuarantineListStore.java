package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists what of the caller's organisation could not be counted. */
@ApplicationScoped
class QuarantineListStore {

    private static final String PAGE = """
            select q.quarantine_id, q.reason, q.detail, q.device_id, q.stream_id, q.seq, q.partition, q.record_offset,
                q.quarantined_at, q.replayed_at, q.outcome, q.payload
            from quarantine q
            where ($1::uuid is null or q.quarantine_id < $1)
                and ($2::boolean is null or (q.replayed_at is null) = $2)
            order by q.quarantine_id desc limit $3""";

    private static final String COUNT = """
            select count(*) as total from quarantine where $1::boolean is null or (replayed_at is null) = $1""";

    private final OrganisationTransactions organisation;

    QuarantineListStore(OrganisationTransactions organisation) {
        this.organisation = organisation;
    }

    /**
     * Rows below a cursor.
     *
     * @param open only those that were not replayed (true) or were (false); null for all
     */
    Uni<QuarantinePage> page(@Nullable PageCursor after, @Nullable Boolean open, int limit) {
        UUID below = after == null ? null : Problems.id(after.key().get(0), "page");
        return organisation.snapshot(connection -> connection
                .preparedQuery(PAGE)
                .execute(Tuple.of(below, open, limit + 1))
                .flatMap(rows -> connection
                        .preparedQuery(COUNT)
                        .execute(Tuple.of(open))
                        .map(count -> page(rows, limit, count.iterator().next().getLong("total")))));
    }

    private static QuarantinePage page(RowSet<Row> rows, int limit, long total) {
        List<QuarantineItem> items = new ArrayList<>();
        for (Row row : rows) {
            items.add(item(row));
        }
        boolean more = items.size() > limit;
        List<QuarantineItem> page = more ? items.subList(0, limit) : items;
        String next = more ? PageCursor.at(page.get(limit - 1).quarantineId()).text() : null;
        return new QuarantinePage(page, next, more, total);
    }

    private static QuarantineItem item(Row row) {
        OffsetDateTime replayed = row.getOffsetDateTime("replayed_at");
        boolean readable = row.getUUID("device_id") != null;
        return new QuarantineItem(
                row.getUUID("quarantine_id"),
                row.getString("reason"),
                row.getString("detail"),
                row.getUUID("device_id"),
                row.getUUID("stream_id"),
                row.getLong("seq"),
                row.getInteger("partition"),
                row.getLong("record_offset"),
                row.getOffsetDateTime("quarantined_at").toInstant(),
                replayed == null ? null : instant(replayed),
                row.getString("outcome"),
                readable ? new String(row.getBuffer("payload").getBytes(), StandardCharsets.UTF_8) : null);
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
