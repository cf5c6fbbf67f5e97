package dev.toktra.reconciliation.providers.polling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.polling.Claim.Slot;
import dev.toktra.reconciliation.providers.polling.Outcome.Changed;
import dev.toktra.reconciliation.providers.polling.deciding.Change;
import dev.toktra.reconciliation.providers.polling.deciding.Figure;
import dev.toktra.reconciliation.providers.polling.deciding.Stored;
import dev.toktra.reconciliation.providers.polling.deciding.Stored.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves what a read changes, with the revisions of it, in the transaction that it is given. */
final class FigureStore {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Connection connection;
    private final Claim claim;
    private final Source source;
    private final Report report;
    private final Window window;
    private final Instant now;

    FigureStore(Connection connection, Claim claim, Window window, Instant now) {
        this.connection = connection;
        this.claim = claim;
        this.source = Objects.requireNonNull(claim.slot().source());
        this.report = Report.of(source);
        this.window = window;
        this.now = now;
    }

    /** Everything that is known of the window's buckets. */
    List<Stored> stored() throws SQLException {
        try (Sql statement = new Sql(connection, report.stored())
                        .id(claim.slot().connectionId())
                        .text(Slot.word(source))
                        .time(window.start())
                        .time(window.end())
                        .text(width());
                ResultSet rows = statement.query()) {
            List<Stored> all = new ArrayList<>();
            while (rows.next()) {
                all.add(new Stored(
                        rows.getObject("key_hash", UUID.class),
                        Objects.requireNonNull(Sql.instant(rows, "bucket")),
                        rows.getObject("value_hash", UUID.class),
                        State.of(rows.getString("state")),
                        Sql.instant(rows, "missing_since")));
            }
            return all;
        }
    }

    Changed save(List<Change> changes) throws SQLException {
        ArrayNode revisions = JSON.arrayNode();
        ArrayNode rows = JSON.arrayNode();
        List<UUID> missing = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        int inserted = 0;
        for (Change change : changes) {
            if (change instanceof Change.Insert insert) {
                inserted++;
                rows.add(row(insert.figure()));
            } else if (change instanceof Change.Restate restate) {
                rows.add(row(restate.figure()));
                revisions.add(revision("changed", restate.figure().key(), restate.figure()));
            } else if (change instanceof Change.Return back) {
                rows.add(row(back.figure()));
                revisions.add(revision("back", back.figure().key(), back.figure()));
            } else if (change instanceof Change.Miss miss) {
                missing.add(miss.stored().key());
                revisions.add(revision("missing", miss.stored().key(), null));
            } else if (change instanceof Change.Retract retract) {
                gone.add(retract.stored().key());
                revisions.add(revision("retracted", retract.stored().key(), null));
            }
        }
        revise(revisions);
        upsert(rows);
        mark(report.miss(), missing);
        mark(report.retract(), gone);
        return new Changed(inserted, rows.size() - inserted, missing.size(), gone.size());
    }

    private void revise(ArrayNode revisions) throws SQLException {
        if (revisions.isEmpty()) {
            return;
        }
        try (Sql statement = new Sql(connection, report.revise())
                .time(now)
                .id(claim.holder().runId())
                .text(revisions.toString())
                .id(claim.slot().connectionId())
                .text(Slot.word(source))) {
            statement.update();
        }
    }

    private void upsert(ArrayNode rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Sql statement = new Sql(connection, report.save()).text(rows.toString())) {
            statement.update();
        }
    }

    private void mark(String sql, List<UUID> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (Sql statement = new Sql(connection, sql)
                .time(claim.began())
                .id(claim.holder().runId())
                .id(claim.slot().connectionId())
                .text(Slot.word(source))
                .ids(keys)) {
            statement.update();
        }
    }

    private ObjectNode row(Figure figure) {
        Slot slot = claim.slot();
        ObjectNode row = JSON.objectNode();
        row.put("connection_id", slot.connectionId().toString());
        row.put("source", Slot.word(source));
        row.put("bucket", figure.bucket().toString());
        row.put("key_hash", figure.key().toString());
        row.put("org_id", slot.orgId().toString());
        row.put("provider", slot.provider().word());
        row.put("width", width());
        row.put("state", State.KNOWN.word());
        row.put("value_hash", figure.valueHash().toString());
        row.put("run_id", claim.holder().runId().toString());
        row.put("first_seen_at", now.toString());
        row.put("changed_at", now.toString());
        figure.dimensions().forEach(row::put);
        putValues(row, figure);
        return row;
    }

    private static ObjectNode revision(String what, UUID key, @Nullable Figure figure) {
        ObjectNode revision = JSON.objectNode();
        revision.put("key_hash", key.toString());
        revision.put("what", what);
        if (figure != null) {
            putValues(revision.putObject("new_values"), figure);
        }
        return revision;
    }

    /** Values are numerals, or JSON themselves. */
    private static void putValues(ObjectNode row, Figure figure) {
        figure.values().forEach((column, value) -> {
            if (value == null) {
                row.putNull(column);
            } else {
                row.putRawValue(column, new RawValue(value));
            }
        });
    }

    private String width() {
        return window.width().name().toLowerCase(Locale.ROOT);
    }
}
