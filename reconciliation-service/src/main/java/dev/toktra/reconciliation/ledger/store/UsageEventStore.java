package dev.toktra.reconciliation.ledger.store;

import dev.toktra.bulksql.BinaryCopy;
import dev.toktra.bulksql.RowsStatement;
import dev.toktra.events.Outcome;
import dev.toktra.events.TokenCounts;
import dev.toktra.events.UsageBatch;
import dev.toktra.events.UsageEvent;
import dev.toktra.reconciliation.ledger.counting.CountedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The raw events, partitioned by UTC day. */
final class UsageEventStore {

    private static final List<String> COLUMNS = List.of(
            ("org_id counted_on counted_at occurred_at received_at day device_id stream_id seq identity_id provider model"
                            + " application endpoint client status attempt streaming duration_ms request_bytes"
                            + " response_bytes token_source identity fresh_input cache_read cache_write output reasoning"
                            + " edits_accepted edits_rejected lines_accepted commits pull_requests")
                    .split(" "));

    private static final String COPY =
            "copy usage_event (" + String.join(", ", COLUMNS) + ") from stdin with (format binary)";

    private static final String MAKE_DAYS = "select make_usage_event_day(day) from unnest(?::date[]) day";

    private UsageEventStore() {}

    /** Makes the partitions of days, as far as they are missing; outside of any transaction. */
    static void makeDays(Connection connection, Set<LocalDate> days) throws SQLException {
        try (var make = new RowsStatement<>(connection, MAKE_DAYS, days)) {
            make.dates(day -> day).query();
        }
    }

    /** The partition of an event. */
    static LocalDate dayOf(UsageEvent event) {
        return LocalDate.ofInstant(event.countedAt(), ZoneOffset.UTC);
    }

    static void copy(Connection connection, Collection<CountedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, COPY)) {
            for (CountedEvent counted : events) {
                copy.row(COLUMNS.size());
                where(copy, counted);
                call(copy, counted.event());
                tokens(copy, counted.event().tokens());
                outcome(copy, counted.event().outcome());
            }
            copy.finish();
        }
    }

    private static void where(BinaryCopy copy, CountedEvent counted) {
        UsageBatch batch = counted.batch();
        UsageEvent event = counted.event();
        copy.uuid(batch.orgId())
                .date(dayOf(event))
                .instant(event.countedAt())
                .instant(event.occurredAt())
                .instant(batch.receivedAt())
                .date(counted.day())
                .uuid(batch.deviceId())
                .uuid(batch.streamId())
                .int8(event.seq())
                .int8(counted.identityId());
        copy.text(event.provider())
                .text(event.model())
                .text(event.application())
                .text(event.endpoint())
                .text(batch.client());
    }

    private static void call(BinaryCopy copy, UsageEvent event) {
        String identity = event.identity();
        copy.int2(event.status())
                .int4(event.attempt())
                .bool(event.streaming())
                .int8(event.durationMs())
                .int8(event.requestBytes())
                .int8(event.responseBytes())
                .text(event.tokenSource().name().toLowerCase(Locale.ROOT))
                .bytes(identity == null ? null : HexFormat.of().parseHex(identity));
    }

    private static void tokens(BinaryCopy copy, TokenCounts tokens) {
        copy.int8(tokens.freshInput())
                .int8(tokens.cacheRead())
                .int8(tokens.cacheWrite())
                .int8(tokens.output())
                .int8(tokens.reasoning());
    }

    private static void outcome(BinaryCopy copy, @Nullable Outcome outcome) {
        copy.int8(outcome == null ? null : (Long) outcome.editsAccepted())
                .int8(outcome == null ? null : (Long) outcome.editsRejected())
                .int8(outcome == null ? null : (Long) outcome.linesAccepted())
                .int8(outcome == null ? null : (Long) outcome.commits())
                .int8(outcome == null ? null : (Long) outcome.pullRequests());
    }
}
