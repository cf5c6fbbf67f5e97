package dev.toktra.reconciliation.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.ProviderCost;
import dev.toktra.reconciliation.providers.Source;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Costs;
import dev.toktra.reconciliation.providers.http.DataPage;
import dev.toktra.reconciliation.providers.http.Fields;
import dev.toktra.reconciliation.providers.http.Malformed;
import dev.toktra.reconciliation.providers.http.NameTally;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** OpenAI's pages as counts, costs and names. */
final class OpenAiMapper {

    /** Beyond the year 9999 seconds are something else, such as milliseconds. */
    private static final double LATEST_SECOND = 253_402_300_799d;

    private OpenAiMapper() {}

    /** Takes the rows of a page of usage and gives the cursor of the next page. */
    static @Nullable String usage(JsonNode page, Source source, Buckets<Counts> counts) {
        buckets(
                page,
                (start, results) -> counts.tally().each(results, row -> {
                    Counts found = counts(row, source);
                    counts.add(start, dimensions(row), found);
                }));
        return next(page);
    }

    /** Takes the rows of a page of costs and gives the cursor of the next page. */
    static @Nullable String costs(JsonNode page, Costs costs) {
        buckets(page, (start, results) -> costs.each(start, results, row -> cost(start, row)));
        return next(page);
    }

    static @Nullable String users(JsonNode list, NameTally names) {
        names.each(
                page(list).items(),
                user -> names.user(user.mustText("id"), new UserName(user.text("email"), user.text("name"))));
        return page(list).after();
    }

    static @Nullable String projects(JsonNode list, NameTally names) {
        names.each(page(list).items(), project -> {
            String id = project.mustText("id");
            names.project(id, Objects.requireNonNullElse(project.text("name"), id));
        });
        return page(list).after();
    }

    static @Nullable String keys(JsonNode list, String project, NameTally names) {
        names.each(page(list).items(), key -> {
            Fields owner = key.inside("owner");
            Fields user = owner.inside("user");
            Fields account = owner.inside("service_account");
            String accountName = account.text("name");
            names.key(
                    key.mustText("id"),
                    new KeyName(
                            key.text("name"),
                            user.text("id"),
                            user.text("email"),
                            accountName == null ? account.text("id") : accountName,
                            project));
        });
        return page(list).after();
    }

    private static Counts counts(Fields row, Source source) {
        long input = row.mustCount("input_tokens");
        Long cacheRead = row.count("input_cached_tokens");
        Long cacheWrite = row.count("input_cache_write_tokens");
        long output = source == Source.OPENAI_EMBEDDINGS ? 0 : row.mustCount("output_tokens");
        Long fresh = row.count("input_uncached_tokens");
        if (fresh == null && cacheRead != null) {
            fresh = input - cacheRead - (cacheWrite == null ? 0 : cacheWrite);
        }
        if (fresh != null && fresh < 0) {
            throw new Malformed("more input from caches than input");
        }
        return new Counts(input, output, fresh, cacheRead, cacheWrite, null, row.count("num_model_requests"));
    }

    private static Dimensions dimensions(Fields row) {
        String model = row.text("model");
        return new Dimensions(
                model == null ? Dimensions.UNKNOWN_MODEL : model,
                row.text("user_id"),
                row.text("api_key_id"),
                row.text("project_id"),
                null,
                row.text("service_tier"),
                null,
                Boolean.TRUE.equals(row.flag("batch")));
    }

    private static ProviderCost cost(Instant start, Fields row) {
        Fields amount = row.inside("amount");
        if (!"usd".equalsIgnoreCase(amount.mustText("currency"))) {
            throw new Malformed("only US dollars can be compared");
        }
        return new ProviderCost(
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                amount.mustNumber("value"),
                null,
                row.text("line_item"),
                row.text("project_id"),
                row.text("api_key_id"),
                null);
    }

    private static void buckets(JsonNode page, BiConsumer<Instant, JsonNode> taking) {
        for (JsonNode bucket : page(page).items()) {
            JsonNode start = bucket.path("start_time");
            JsonNode results = bucket.path("results");
            if (!start.isIntegralNumber() || Math.abs(start.doubleValue()) > LATEST_SECOND || !results.isArray()) {
                throw ProviderFault.broken("OpenAI answered with buckets of another shape than it documents.");
            }
            taking.accept(Instant.ofEpochSecond(start.longValue()), results);
        }
    }

    /** An empty page ends the walk: after the last costs OpenAI names further, empty pages without end. */
    private static @Nullable String next(JsonNode page) {
        DataPage envelope = page(page);
        return envelope.items().isEmpty() ? null : envelope.next();
    }

    private static DataPage page(JsonNode body) {
        return new DataPage(body, "OpenAI");
    }
}
