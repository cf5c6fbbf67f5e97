package dev.toktra.reconciliation.providers.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.http.Fields;
import dev.toktra.reconciliation.providers.http.Malformed;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import dev.toktra.reconciliation.providers.http.RowTally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Azure's resources and metrics as accounts, deployments and measures. */
final class AzureMapper {

    /** Series that are asked for at most; Azure cuts silently, so as many as this may be too few. */
    static final int MOST_SERIES = 1000;

    private static final Set<String> KINDS = Set.of("openai", "aiservices");

    /** What one series says of one bucket. */
    record Point(Instant start, Dimensions dimensions, Measures measures) {}

    /** Reads the elements of a list and keeps count of those that cannot be understood. */
    @FunctionalInterface
    interface Elements {
        void each(JsonNode array, Consumer<Fields> reading);
    }

    private AzureMapper() {}

    /** Takes the accounts of a page that serve models and gives the link to the next page. */
    static @Nullable String accounts(JsonNode page, List<AzureAccount> accounts, Elements elements) {
        elements.each(array(page, "value"), account -> {
            String kind = account.text("kind");
            if (kind != null && KINDS.contains(kind.toLowerCase(Locale.ROOT))) {
                String id = account.mustText("id");
                if (!id.startsWith("/")) {
                    throw new Malformed("an id is a path");
                }
                accounts.add(new AzureAccount(id, account.mustText("name"), account.text("location"), Map.of()));
            }
        });
        return next(page);
    }

    /** Takes the deployments of a page and gives the link to the next page. */
    static @Nullable String deployments(JsonNode page, Map<String, String> models, Elements elements) {
        elements.each(array(page, "value"), deployment -> {
            String model = deployment.inside("properties").inside("model").text("name");
            if (model != null) {
                models.put(deployment.mustText("name"), model);
            }
        });
        return next(page);
    }

    /** The points of an answer; a metric that Azure could not read ends the read unless it counts requests only. */
    static void metrics(JsonNode answer, AzureAccount account, Family family, Sink sink) {
        Map<String, JsonNode> metrics = new HashMap<>();
        array(answer, "value")
                .forEach(metric -> metrics.put(metric.at("/name/value").asText(""), metric));
        for (String name : List.of(family.input, family.output, family.requests)) {
            JsonNode metric = metrics.get(name);
            boolean needed = !name.equals(family.requests);
            if (metric == null || !metric.path("errorCode").asText("Success").equals("Success")) {
                if (needed) {
                    throw ProviderFault.of(
                            Failure.UNAVAILABLE,
                            "Azure could not read the metric " + name + " of " + account.name() + ".");
                }
                sink.remark("Azure could not read the requests of " + account.name() + ".");
                continue;
            }
            series(metric, account, family, sink);
        }
    }

    /** Where points go, and what counts those that cannot be understood. */
    record Sink(RowTally<?, ?> tally, List<Point> points) {
        void remark(String words) {
            tally.remark(words);
        }
    }

    private static void series(JsonNode metric, AzureAccount account, Family family, Sink sink) {
        String name = metric.at("/name/value").asText();
        JsonNode all = array(metric, "timeseries");
        if (all.size() >= MOST_SERIES) {
            throw ProviderFault.broken("The metrics of " + account.name() + " have " + all.size()
                    + " series or more: Azure may have left some out.");
        }
        for (JsonNode series : all) {
            Dimensions dimensions = dimensions(series, account);
            sink.tally.each(array(series, "data"), point -> {
                Instant start = point.instant("timeStamp");
                Long total = point.count("total");
                if (start == null) {
                    throw new Malformed("a point has a time");
                }
                if (total != null) {
                    sink.points.add(new Point(start, dimensions, measures(name, total, family)));
                }
            });
        }
    }

    private static Measures measures(String metric, long total, Family family) {
        if (metric.equals(family.input)) {
            return Measures.ofInput(total);
        }
        return metric.equals(family.output) ? Measures.ofOutput(total) : Measures.ofRequests(total);
    }

    /**
     * Azure gives the names of dimensions in lower case, however they were asked for. A model that the metric does not
     * name stays unknown: what the deployment's list says of it now would be another key once the deployment is deleted.
     */
    private static Dimensions dimensions(JsonNode series, AzureAccount account) {
        Map<String, String> values = new HashMap<>();
        series.path("metadatavalues")
                .forEach(value -> values.put(
                        value.at("/name/value").asText("").toLowerCase(Locale.ROOT),
                        value.path("value").asText("")));
        String model = values.getOrDefault("modelname", "");
        return new Dimensions(
                model.isEmpty() ? Dimensions.UNKNOWN_MODEL : model,
                null,
                null,
                account.key(),
                values.get("modeldeploymentname"),
                null,
                account.location(),
                false);
    }

    private static @Nullable String next(JsonNode page) {
        String link = page.path("nextLink").asText("");
        return link.isEmpty() || page.path("nextLink").isNull() ? null : link;
    }

    private static JsonNode array(JsonNode node, String name) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            throw ProviderFault.broken("Azure answered with another shape than it documents.");
        }
        return array;
    }
}
