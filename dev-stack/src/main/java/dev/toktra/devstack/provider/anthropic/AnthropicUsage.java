package dev.toktra.devstack.provider.anthropic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.Cell;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.book.View;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Script;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Usage of the Messages API by bucket; it has no count of requests. */
final class AnthropicUsage {

    private static final List<String> DIMENSIONS = List.of(
            "account_id",
            "api_key_id",
            "context_window",
            "inference_geo",
            "model",
            "service_account_id",
            "service_tier",
            "speed",
            "workspace_id");
    private static final Set<String> PARAMETERS = Set.of(
            "starting_at",
            "ending_at",
            "bucket_width",
            "limit",
            "page",
            "group_by[]",
            "account_ids[]",
            "api_key_ids[]",
            "service_account_ids[]",
            "workspace_ids[]",
            "models[]",
            "service_tiers[]",
            "context_window[]",
            "inference_geos[]",
            "speeds[]");

    private final Book book;
    private final Script script;

    AnthropicUsage(Book book, Script script) {
        this.book = book;
        this.script = script;
    }

    Answer page(Call call) {
        AnthropicQuery query = new AnthropicQuery(call, PARAMETERS);
        query.checkStart(script);
        Width width = query.width();
        List<String> groupBy = query.groupBy(DIMENSIONS);
        if (groupBy.contains("speed")
                && !call.header("anthropic-beta").orElse("").contains("fast-mode-2026-02-01")) {
            throw AnthropicErrors.invalid("group_by[]: speed needs the anthropic-beta header fast-mode-2026-02-01");
        }
        PageToken place = query.page();
        ReportPage.Size size = new ReportPage.Size(
                query.limit(width.usualLimit(), width.maximum()), script.rowsPerPage(Provider.ANTHROPIC));
        View view = book.view(Provider.ANTHROPIC, place.shown());
        Predicate<Figure> wanted = wanted(query);
        return AnthropicPages.answer(ReportPage.from(
                place,
                query.buckets(width),
                size,
                bucket ->
                        view
                                .sums(bucket.start(), bucket.end(), wanted, figure -> cell(figure, groupBy))
                                .entrySet()
                                .stream()
                                .map(sum -> row(groupBy, sum.getKey(), sum.getValue()))
                                .toList()));
    }

    private Predicate<Figure> wanted(AnthropicQuery query) {
        return figure -> query.within("account_ids[]", account(figure))
                && query.within("api_key_ids[]", figure.key())
                && query.within("service_account_ids[]", serviceAccount(figure))
                && query.within("workspace_ids[]", figure.project())
                && query.within("models[]", figure.model())
                && query.within("service_tiers[]", tier(figure))
                && query.within("context_window[]", "0-200k")
                && query.within("inference_geos[]", "global")
                && query.within("speeds[]", "standard");
    }

    private Cell cell(Figure figure, List<String> groupBy) {
        return new Cell(groupBy.stream().map(name -> value(figure, name)).toList());
    }

    private @Nullable String value(Figure figure, String name) {
        return switch (name) {
            case "account_id" -> account(figure);
            case "api_key_id" -> figure.key();
            case "model" -> figure.model();
            case "service_account_id" -> serviceAccount(figure);
            case "service_tier" -> tier(figure);
            case "workspace_id" -> figure.project();
            case "context_window" -> "0-200k";
            case "inference_geo" -> "global";
            default -> "standard";
        };
    }

    static String tier(Figure figure) {
        return figure.batch() ? "batch" : Optional.ofNullable(figure.tier()).orElse("standard");
    }

    private @Nullable String account(Figure figure) {
        return serviceAccount(figure) == null ? figure.user() : null;
    }

    private @Nullable String serviceAccount(Figure figure) {
        return Optional.ofNullable(figure.key())
                .flatMap(key -> book.names().key(Provider.ANTHROPIC, key))
                .map(ApiKey::serviceAccount)
                .orElse(null);
    }

    private static ObjectNode row(List<String> groupBy, Cell cell, Amounts amounts) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (String name : DIMENSIONS) {
            int place = groupBy.indexOf(name);
            if (place >= 0 || !name.equals("speed")) {
                row.put(name, place < 0 ? null : cell.value(place));
            }
        }
        row.put("uncached_input_tokens", amounts.fresh()).put("cache_read_input_tokens", amounts.cacheRead());
        row.putObject("cache_creation")
                .put("ephemeral_1h_input_tokens", amounts.cacheWrite1h())
                .put("ephemeral_5m_input_tokens", amounts.cacheWrite5m());
        row.put("output_tokens", amounts.output());
        row.putObject("server_tool_use").put("web_search_requests", 0);
        return row;
    }
}
