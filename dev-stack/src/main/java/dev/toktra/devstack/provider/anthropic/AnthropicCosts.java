package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.Cell;
import dev.toktra.devstack.provider.book.View;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.PriceTag;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;
import dev.toktra.devstack.provider.report.TokenKind;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Script;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Costs by day in cents, written as decimal text; usage of the priority tier is not in them. */
final class AnthropicCosts {

    private static final Set<String> PARAMETERS =
            Set.of("starting_at", "ending_at", "bucket_width", "limit", "page", "group_by[]");
    private static final List<String> DIMENSIONS = List.of("workspace_id", "description");
    private static final List<String> NAMES =
            List.of("workspace_id", "model", "service_tier", "token_type", "description");

    private final Book book;
    private final Script script;

    AnthropicCosts(Book book, Script script) {
        this.book = book;
        this.script = script;
    }

    Answer page(Call call) {
        AnthropicQuery query = new AnthropicQuery(call, PARAMETERS);
        query.checkStart(script);
        if (query.width() != Width.DAY) {
            throw AnthropicErrors.invalid("bucket_width: Input should be '1d'");
        }
        List<String> groupBy = query.groupBy(DIMENSIONS);
        Instant today = Width.DAY.floor(call.now());
        if (!query.start().isBefore(today)) {
            throw AnthropicErrors.invalid(AnthropicErrors.NO_ENDING);
        }
        PageToken place = query.page();
        ReportPage.Size size = new ReportPage.Size(query.limit(7, 31), script.rowsPerPage(Provider.ANTHROPIC));
        View view = book.view(Provider.ANTHROPIC, place.shown());
        return AnthropicPages.answer(ReportPage.from(
                place,
                query.buckets(Width.DAY),
                size,
                bucket -> cents(view, bucket, groupBy).entrySet().stream()
                        .map(cost -> row(cost.getKey(), cost.getValue()))
                        .toList()));
    }

    private SortedMap<Cell, BigDecimal> cents(View view, Bucket day, List<String> groupBy) {
        SortedMap<Cell, BigDecimal> cents = new TreeMap<>();
        view.sums(
                        day.start(),
                        day.end(),
                        figure -> !AnthropicUsage.tier(figure).startsWith("priority"),
                        figure -> Cell.of(figure.project(), figure.model(), AnthropicUsage.tier(figure)))
                .forEach((billed, amounts) -> {
                    PriceTag price = book.names().price(Provider.ANTHROPIC, String.valueOf(billed.value(1)));
                    boolean batch = "batch".equals(billed.value(2));
                    for (TokenKind kind : TokenKind.values()) {
                        if (kind.tokens(amounts) > 0) {
                            cents.merge(
                                    cell(billed, kind, groupBy),
                                    kind.usd(price, amounts, batch).movePointRight(2),
                                    BigDecimal::add);
                        }
                    }
                });
        return cents;
    }

    private static Cell cell(Cell billed, TokenKind kind, List<String> groupBy) {
        String workspace = groupBy.contains("workspace_id") ? billed.value(0) : null;
        return groupBy.contains("description")
                ? Cell.of(
                        workspace,
                        billed.value(1),
                        billed.value(2),
                        kind.words().tokenType(),
                        billed.value(1) + " Usage - " + kind.words().description())
                : Cell.of(workspace, null, null, null, null);
    }

    private static ObjectNode row(Cell cell, BigDecimal cents) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("amount", cents.stripTrailingZeros().toPlainString())
                .put("currency", "USD");
        boolean described = cell.value(1) != null;
        row.put("context_window", described ? "0-200k" : null)
                .put("cost_type", described ? "tokens" : null)
                .put("inference_geo", described ? "global" : null);
        for (int place = 0; place < NAMES.size(); place++) {
            row.put(NAMES.get(place), cell.value(place));
        }
        return row;
    }
}
