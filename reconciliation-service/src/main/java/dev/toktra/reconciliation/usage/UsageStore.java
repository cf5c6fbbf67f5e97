package dev.toktra.reconciliation.usage;

import dev.toktra.callerscope.OrganisationTransactions;
import dev.toktra.reconciliation.usage.answer.Csv;
import dev.toktra.reconciliation.usage.answer.Names;
import dev.toktra.reconciliation.usage.answer.UsageItem;
import dev.toktra.reconciliation.usage.answer.UsagePage;
import dev.toktra.reconciliation.usage.answer.UsageSummary;
import dev.toktra.reconciliation.usage.question.Cursor;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.view.Scope;
import dev.toktra.reconciliation.usage.view.Selection;
import dev.toktra.reconciliation.usage.view.UsageRequest;
import dev.toktra.reconciliation.usage.view.Viewer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Answers questions, each from one state of the database. */
@ApplicationScoped
class UsageStore {

    /** Lines that a streamed list reads at a time. */
    private static final int FETCH = 500;

    private final OrganisationTransactions transactions;
    private final ScopeStore scopes;
    private final FreshnessStore freshness;
    private final CsvSlots slots;

    UsageStore(OrganisationTransactions transactions, ScopeStore scopes, FreshnessStore freshness, UsageConfig config) {
        this.transactions = transactions;
        this.scopes = scopes;
        this.freshness = freshness;
        this.slots = new CsvSlots(config.csvStreams());
    }

    /** A page of at most so many lines. */
    Uni<UsagePage> page(Viewer viewer, UsageRequest request, int limit) {
        return transactions.snapshot(
                viewer.org(),
                connection -> scopes.read(connection, request.people(viewer))
                        .flatMap(scope -> page(connection, scope, new Asked(viewer, request), limit)));
    }

    /** The header and all lines of the list as CSV, read while they are sent. */
    Multi<String> csv(Viewer viewer, UsageRequest request) {
        return slots.taking(transactions.stream(
                viewer.org(),
                connection -> scopes.read(connection, request.people(viewer))
                        .onItem()
                        .transformToMulti(scope -> lines(connection, scope, request.select(viewer, scope)))));
    }

    /** The sums of a range and of the one before. */
    Uni<UsageSummary> summary(Viewer viewer, UsageRequest request, int top) {
        return transactions.snapshot(
                viewer.org(),
                connection -> scopes.read(connection, request.people(viewer))
                        .flatMap(scope -> summary(connection, scope, new Asked(viewer, request), top)));
    }

    private record Asked(Viewer viewer, UsageRequest request) {

        Selection selection(Scope scope) {
            return request.select(viewer, scope);
        }
    }

    private Uni<UsagePage> page(SqlConnection connection, Scope scope, Asked asked, int limit) {
        Selection selection = asked.selection(scope);
        Cursor cursor = asked.request().cursor();
        return BehindStore.read(connection, selection.range())
                .flatMap(behind -> run(
                        connection,
                        UsageSql.page(selection, behind, cursor == null ? null : cursor.position(), limit + 1)))
                .flatMap(rows -> freshness
                        .read(connection, selection.restriction().provider(), providers(rows))
                        .map(fresh -> page(rows, scope, selection, limit).withFreshness(fresh)));
    }

    private static UsagePage page(RowSet<Row> rows, Scope scope, Selection selection, int limit) {
        List<UsageItem> items = new ArrayList<>();
        UsageRow lines = lines(scope, selection);
        Row last = null;
        for (Row row : rows) {
            last = row;
            if (row.getValue("period") != null) {
                items.add(lines.item(row));
            }
        }
        if (last == null) {
            throw new IllegalStateException("a page has always a row");
        }
        boolean more = items.size() > limit;
        List<UsageItem> page = more ? items.subList(0, limit) : items;
        String next =
                more ? Cursor.after(page.get(limit - 1).position(), selection.question(), selection.range()) : null;
        return new UsagePage(page, next, last.getLong("total_count"), List.of(), scope.now());
    }

    private static List<String> providers(RowSet<Row> page) {
        String[] providers = page.iterator().next().getArrayOfStrings("providers");
        return providers == null ? List.of() : List.of(providers);
    }

    private static Multi<String> lines(SqlConnection connection, Scope scope, Selection selection) {
        Question question = selection.question();
        UsageRow read = lines(scope, selection);
        Multi<String> lines = BehindStore.read(connection, selection.range())
                .map(behind -> UsageSql.list(selection, behind))
                .onItem()
                .transformToMulti(statement -> stream(connection, statement))
                .map(read::item)
                .map(item -> Csv.line(item.members(question.source())));
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(Csv.header(question.dimensions())), lines);
    }

    private static Multi<Row> stream(SqlConnection connection, UsageSql.Statement statement) {
        return connection
                .prepare(statement.text())
                .onItem()
                .transformToMulti(prepared -> prepared.createStream(FETCH, Tuple.from(statement.parameters()))
                        .toMulti());
    }

    private static UsageRow lines(Scope scope, Selection selection) {
        return new UsageRow(selection.question().dimensions(), new Names(scope.units()), scope.organisation());
    }

    private Uni<UsageSummary> summary(SqlConnection connection, Scope scope, Asked asked, int top) {
        Selection selection = asked.selection(scope);
        Selection before = selection.previous();
        return BehindStore.read(connection, selection.range())
                .flatMap(behind -> run(connection, UsageSql.summary(selection, behind, top)))
                .map(rows -> SummaryRow.read(selection, scope, rows))
                .flatMap(summary -> BehindStore.read(connection, before.range())
                        .flatMap(behind -> run(connection, UsageSql.totals(before, behind)))
                        .map(rows -> summary.withPrevious(SummaryRow.totals(rows))))
                .flatMap(summary -> freshness
                        .read(
                                connection,
                                selection.restriction().provider(),
                                summary.byProvider().keySet())
                        .map(summary::withFreshness));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, UsageSql.Statement statement) {
        return connection.preparedQuery(statement.text()).execute(Tuple.from(statement.parameters()));
    }
}
