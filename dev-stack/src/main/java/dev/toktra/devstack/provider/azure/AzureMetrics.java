package dev.toktra.devstack.provider.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.book.Cell;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.book.View;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.names.Account;
import dev.toktra.devstack.provider.names.Deployment;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Metrics of one account: series by dimensions, points by interval, nothing else about who used what. */
final class AzureMetrics {

    private final Book book;
    private final AzureInventory inventory;

    AzureMetrics(Book book, AzureInventory inventory) {
        this.book = book;
        this.inventory = inventory;
    }

    Answer metrics(Call call) {
        Account account = inventory.account(call);
        AzureMetricsQuery query = new AzureMetricsQuery(call);
        View view = book.view(Provider.AZURE_OPENAI, call.now());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("cost", 0)
                .put("timespan", query.timespan())
                .put("interval", query.interval());
        ArrayNode value = body.putArray("value");
        query.metrics().forEach(metric -> value.add(row(metric, account, query, view)));
        return Answer.ok(
                body.put("namespace", "Microsoft.CognitiveServices/accounts").put("resourceregion", account.region()));
    }

    private ObjectNode row(AzureMetric metric, Account account, AzureMetricsQuery query, View view) {
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("id", account.id() + "/providers/Microsoft.Insights/metrics/" + metric.word())
                .put("type", "Microsoft.Insights/metrics")
                .put("displayDescription", "Simulated " + metric.word());
        row.putObject("name").put("value", metric.word()).put("localizedValue", metric.word());
        row.put("unit", "Count");
        ArrayNode timeseries = row.putArray("timeseries");
        series(metric, account, query, view).entrySet().stream()
                .limit(query.top())
                .forEach(entry -> series(timeseries.addObject(), entry, query, view));
        return row.put("errorCode", "Success");
    }

    private SortedMap<Cell, Map<Instant, Long>> series(
            AzureMetric metric, Account account, AzureMetricsQuery query, View view) {
        SortedMap<Cell, Map<Instant, Long>> series = new TreeMap<>();
        Predicate<Figure> wanted = figure -> account.name().equals(figure.project())
                && deployment(figure).filter(metric.counts()).isPresent()
                && query.filter().lets(dimension -> value(dimension, figure, account));
        for (Bucket bucket : query.buckets()) {
            SortedMap<Cell, Amounts> sums =
                    view.sums(bucket.start(), bucket.end(), wanted, figure -> cell(figure, account, query.filter()));
            sums.forEach((cell, amounts) ->
                    series.computeIfAbsent(cell, any -> new TreeMap<>()).put(bucket.start(), metric.amount(amounts)));
        }
        return series;
    }

    private Cell cell(Figure figure, Account account, AzureFilter filter) {
        return new Cell(filter.dimensions().stream()
                .map(dimension -> value(dimension, figure, account))
                .toList());
    }

    private Optional<Deployment> deployment(Figure figure) {
        return book.names().deployment(String.valueOf(figure.project()), String.valueOf(figure.deployment()));
    }

    private @Nullable String value(String dimension, Figure figure, Account account) {
        return switch (dimension) {
            case "modeldeploymentname" -> figure.deployment();
            case "modelname", "featurename" ->
                deployment(figure).map(Deployment::model).orElse("");
            case "modelversion" -> deployment(figure).map(Deployment::version).orElse("");
            case "region" -> account.region();
            case "apiname" -> "ChatCompletions_Create";
            case "statuscode" -> "200";
            case "servicetierrequest", "servicetierresponse" ->
                Optional.ofNullable(figure.tier()).orElse("default");
            default -> "";
        };
    }

    /** Names of dimensions come back in lower case. */
    private static void series(
            ObjectNode row, Map.Entry<Cell, Map<Instant, Long>> series, AzureMetricsQuery query, View view) {
        ArrayNode metadata = row.putArray("metadatavalues");
        for (int place = 0; place < query.filter().dimensions().size(); place++) {
            ObjectNode value = metadata.addObject();
            String name = query.filter().dimensions().get(place);
            value.putObject("name").put("value", name).put("localizedValue", name);
            value.put("value", series.getKey().value(place));
        }
        ArrayNode points = row.putArray("data");
        for (Bucket bucket : query.buckets()) {
            ObjectNode point =
                    points.addObject().put("timeStamp", bucket.start().toString());
            total(bucket, series.getValue(), view)
                    .ifPresent(total ->
                            point.put("total", BigDecimal.valueOf(total).setScale(1)));
        }
    }

    /** A point that is not complete yet is zero or too small and changes later; a complete one without use has no total. */
    private static Optional<Long> total(Bucket bucket, Map<Instant, Long> totals, View view) {
        Optional<Long> total = Optional.ofNullable(totals.get(bucket.start()));
        boolean open = bucket.end().isAfter(view.horizon()) && !bucket.start().isAfter(view.now());
        return open ? Optional.of(total.orElse(0L)) : total;
    }
}
