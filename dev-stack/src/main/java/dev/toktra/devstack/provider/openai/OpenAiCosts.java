package dev.toktra.devstack.provider.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.Cell;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.book.View;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.names.PriceTag;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;
import dev.toktra.devstack.provider.report.TokenKind;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Script;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Costs by day in dollars; the line items are those of tokens. */
final class OpenAiCosts {

    static final long KEYS_SINCE = 1_764_979_200;

    private static final Set<String> PARAMETERS = Set.of(
            "start_time",
            "end_time",
            "bucket_width",
            "limit",
            "page",
            "group_by",
            "group_by[]",
            "project_ids",
            "project_ids[]",
            "api_key_ids",
            "api_key_ids[]");
    private static final List<String> DIMENSIONS = List.of("project_id", "api_key_id", "line_item");

    private final Book book;
    private final Script script;

    OpenAiCosts(Book book, Script script) {
        this.book = book;
        this.script = script;
    }

    private record Cost(BigDecimal usd, long tokens) {

        Cost plus(Cost more) {
            return new Cost(usd.add(more.usd), tokens + more.tokens);
        }
    }

    Answer page(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, PARAMETERS);
        query.checkStart(script);
        if (!call.query().one("bucket_width").orElse("1d").equals("1d")) {
            throw OpenAiErrors.invalid("Invalid bucket_width: only '1d' is supported.", "bucket_width");
        }
        List<String> groupBy = query.groupBy(DIMENSIONS);
        if (groupBy.contains("api_key_id") && query.start().getEpochSecond() < KEYS_SINCE) {
            throw new Refused(OpenAiErrors.keysTooEarly());
        }
        PageToken place = query.page();
        ReportPage.Size size = new ReportPage.Size(query.limit(7, 180), script.rowsPerPage(Provider.OPENAI));
        View view = book.view(Provider.OPENAI, place.shown());
        return OpenAiPages.answer(ReportPage.from(
                place,
                query.buckets(Width.DAY),
                size,
                bucket -> costs(view, bucket, query, groupBy).entrySet().stream()
                        .map(cost -> row(groupBy, cost.getKey(), cost.getValue()))
                        .toList()));
    }

    private SortedMap<Cell, Cost> costs(View view, Bucket day, OpenAiQuery query, List<String> groupBy) {
        SortedMap<Cell, Cost> costs = new TreeMap<>();
        view.sums(day.start(), day.end(), query.wanted(), OpenAiCosts::billed).forEach((billed, amounts) -> {
            for (TokenKind kind : TokenKind.values()) {
                if (kind.tokens(amounts) > 0) {
                    costs.merge(cell(billed, kind, groupBy), cost(billed, kind, amounts), Cost::plus);
                }
            }
        });
        return costs;
    }

    private static Cell billed(Figure figure) {
        return Cell.of(figure.project(), figure.key(), figure.model(), Boolean.toString(figure.batch()));
    }

    private Cost cost(Cell billed, TokenKind kind, Amounts amounts) {
        PriceTag price = book.names().price(Provider.OPENAI, String.valueOf(billed.value(2)));
        BigDecimal usd = kind.usd(price, amounts, Boolean.parseBoolean(billed.value(3)));
        return new Cost(usd, kind.tokens(amounts));
    }

    private static Cell cell(Cell billed, TokenKind kind, List<String> groupBy) {
        return Cell.of(
                groupBy.contains("project_id") ? billed.value(0) : null,
                groupBy.contains("api_key_id") ? billed.value(1) : null,
                groupBy.contains("line_item")
                        ? billed.value(2) + ", " + kind.words().lineItem()
                        : null);
    }

    private static ObjectNode row(List<String> groupBy, Cell cell, Cost cost) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("object", "organization.costs.result");
        row.putObject("amount").put("value", cost.usd().stripTrailingZeros()).put("currency", "usd");
        boolean byLine = groupBy.contains("line_item");
        return row.put("line_item", cell.value(2))
                .put("project_id", cell.value(0))
                .put("api_key_id", cell.value(1))
                .put("quantity", byLine ? (Long) cost.tokens() : null)
                .put("quantity_unit", byLine ? "tokens" : null);
    }
}
