package dev.toktra.reconciliation.providers.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Names.KeyName;
import dev.toktra.reconciliation.providers.Names.UserName;
import dev.toktra.reconciliation.providers.ProviderCost;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Anthropic's pages as counts, costs and names. */
final class AnthropicMapper {

    private AnthropicMapper() {}

    /** Takes the rows of a page of usage and gives the cursor of the next page. */
    static @Nullable String usage(JsonNode page, Buckets<Counts> counts) {
        buckets(
                page,
                (start, results) -> counts.tally().each(results, row -> {
                    Counts found = counts(row);
                    counts.add(start, dimensions(row), found);
                }));
        return page(page).next();
    }

    /** Takes the rows of a page of costs and gives the cursor of the next page. */
    static @Nullable String costs(JsonNode page, Costs costs) {
        buckets(page, (start, results) -> costs.each(start, results, row -> cost(start, row)));
        return page(page).next();
    }

    static @Nullable String users(JsonNode list, NameTally names) {
        names.each(
                page(list).items(),
                user -> names.user(user.mustText("id"), new UserName(user.text("email"), user.text("name"))));
        return page(list).after();
    }

    static @Nullable String workspaces(JsonNode list, NameTally names) {
        names.each(page(list).items(), workspace -> {
            String id = workspace.mustText("id");
            names.project(id, Objects.requireNonNullElse(workspace.text("name"), id));
        });
        return page(list).after();
    }

    static @Nullable String keys(JsonNode list, NameTally names) {
        names.each(page(list).items(), key -> {
            Fields creator = key.inside("created_by");
            boolean person = "user".equals(creator.text("type"));
            names.key(
                    key.mustText("id"),
                    new KeyName(
                            key.text("name"),
                            person ? creator.text("id") : null,
                            null,
                            person ? null : creator.text("id"),
                            key.text("workspace_id")));
        });
        return page(list).after();
    }

    static DataPage page(JsonNode body) {
        return new DataPage(body, "Anthropic");
    }

    /** Input is counted in parts only; parts that a row leaves out are not known and add nothing. */
    private static Counts counts(Fields row) {
        Fields creation = row.inside("cache_creation");
        Long fresh = row.count("uncached_input_tokens");
        Long read = row.count("cache_read_input_tokens");
        Long minutes = creation.count("ephemeral_5m_input_tokens");
        Long hour = creation.count("ephemeral_1h_input_tokens");
        Long output = row.count("output_tokens");
        if (Stream.of(fresh, read, minutes, hour, output).allMatch(Objects::isNull)) {
            throw new Malformed("a row without any tokens");
        }
        Long write = minutes == null && hour == null ? null : Long.valueOf(Math.addExact(known(minutes), known(hour)));
        long input = Math.addExact(Math.addExact(known(fresh), known(read)), known(write));
        return new Counts(input, known(output), fresh, read, write, hour, null);
    }

    private static long known(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private static Dimensions dimensions(Fields row) {
        String model = row.text("model");
        String tier = row.text("service_tier");
        return new Dimensions(
                model == null ? Dimensions.UNKNOWN_MODEL : model,
                row.text("account_id"),
                row.text("api_key_id"),
                row.text("workspace_id"),
                null,
                tier,
                null,
                "batch".equals(tier));
    }

    /** The amount is in cents; OpenAI's is in dollars. */
    private static ProviderCost cost(Instant start, Fields row) {
        if (!"USD".equalsIgnoreCase(row.mustText("currency"))) {
            throw new Malformed("only US dollars can be compared");
        }
        return new ProviderCost(
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                row.mustNumber("amount").movePointLeft(2),
                row.text("model"),
                row.text("description"),
                row.text("workspace_id"),
                null,
                row.text("service_tier"));
    }

    private static void buckets(JsonNode page, BiConsumer<Instant, JsonNode> taking) {
        for (JsonNode bucket : page(page).items()) {
            JsonNode results = bucket.path("results");
            try {
                Instant start = new Fields(bucket).instant("starting_at");
                if (start != null && results.isArray()) {
                    taking.accept(start, results);
                    continue;
                }
            } catch (Malformed notABucket) {
                // falls through
            }
            throw ProviderFault.broken("Anthropic answered with buckets of another shape than it documents.");
        }
    }
}
