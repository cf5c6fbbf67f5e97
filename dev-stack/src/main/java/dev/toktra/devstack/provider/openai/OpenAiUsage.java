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
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.report.ReportPage;
import dev.toktra.devstack.provider.report.Width;
import dev.toktra.devstack.provider.script.Script;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Token usage by bucket: completions, embeddings or moderations, each with the models of its kind. */
final class OpenAiUsage {

    private static final Set<String> PARAMETERS = Set.of(
            "start_time",
            "end_time",
            "bucket_width",
            "limit",
            "page",
            "batch",
            "group_by",
            "group_by[]",
            "project_ids",
            "project_ids[]",
            "user_ids",
            "user_ids[]",
            "api_key_ids",
            "api_key_ids[]",
            "models",
            "models[]");
    private static final List<String> FEW = List.of("project_id", "user_id", "api_key_id", "model");
    private static final List<String> ALL =
            List.of("project_id", "user_id", "api_key_id", "model", "batch", "service_tier");

    private final String kind;
    private final Book book;
    private final Script script;

    OpenAiUsage(String kind, Book book, Script script) {
        this.kind = kind;
        this.book = book;
        this.script = script;
    }

    Answer page(Call call) {
        OpenAiQuery query = new OpenAiQuery(call, PARAMETERS);
        query.checkStart(script);
        Width width = Width.of(call.query().one("bucket_width").orElse("1d"))
                .orElseThrow(() -> OpenAiErrors.invalid("Invalid bucket_width.", "bucket_width"));
        List<String> groupBy = query.groupBy(dimensions());
        PageToken place = query.page();
        ReportPage.Size size = new ReportPage.Size(
                query.limit(width.usualLimit(), width.maximum()), script.rowsPerPage(Provider.OPENAI));
        View view = book.view(Provider.OPENAI, place.shown());
        Predicate<Figure> wanted = query.wanted().and(this::isOfThisKind);
        ReportPage page = ReportPage.from(
                place,
                query.buckets(width),
                size,
                bucket -> view
                        .sums(bucket.start(), bucket.end(), wanted, figure -> OpenAiQuery.cell(figure, groupBy))
                        .entrySet()
                        .stream()
                        .map(sum -> row(groupBy, sum.getKey(), sum.getValue()))
                        .toList());
        return OpenAiPages.answer(page);
    }

    private List<String> dimensions() {
        return kind.equals("completions") ? ALL : FEW;
    }

    private boolean isOfThisKind(Figure figure) {
        return kind.equals(kindOf(figure.model()));
    }

    static String kindOf(String model) {
        if (model.contains("embedding")) {
            return "embeddings";
        }
        return model.contains("moderation") ? "moderations" : "completions";
    }

    private ObjectNode row(List<String> groupBy, Cell cell, Amounts amounts) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("object", "organization.usage." + kind + ".result").put("input_tokens", amounts.input());
        if (kind.equals("completions")) {
            completions(row, amounts);
        }
        row.put("num_model_requests", amounts.requests());
        dimensions().forEach(name -> dimension(row, name, value(groupBy, cell, name)));
        return row;
    }

    private static @Nullable String value(List<String> groupBy, Cell cell, String name) {
        int place = groupBy.indexOf(name);
        return place < 0 ? null : cell.value(place);
    }

    private static void dimension(ObjectNode row, String name, @Nullable String value) {
        if (name.equals("batch") && value != null) {
            row.put(name, Boolean.parseBoolean(value));
        } else {
            row.put(name, value);
        }
    }

    private static void completions(ObjectNode row, Amounts amounts) {
        row.put("input_cached_tokens", amounts.cacheRead())
                .put("input_cache_write_tokens", amounts.cacheWrite())
                .put("input_uncached_tokens", amounts.fresh())
                .put("output_tokens", amounts.output())
                .put("input_text_tokens", amounts.fresh())
                .put("output_text_tokens", amounts.output())
                .put("input_cached_text_tokens", amounts.cacheRead());
        for (String other : List.of(
                "input_audio_tokens",
                "input_cached_audio_tokens",
                "output_audio_tokens",
                "input_image_tokens",
                "input_cached_image_tokens",
                "output_image_tokens")) {
            row.put(other, 0);
        }
    }
}
