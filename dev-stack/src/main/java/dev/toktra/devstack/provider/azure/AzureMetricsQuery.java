package dev.toktra.devstack.provider.azure;

import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.report.Bucket;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parameters of a read of metrics, checked. */
final class AzureMetricsQuery {

    private static final Map<String, Duration> INTERVALS = Map.of(
            "PT1M", Duration.ofMinutes(1),
            "PT5M", Duration.ofMinutes(5),
            "PT15M", Duration.ofMinutes(15),
            "PT30M", Duration.ofMinutes(30),
            "PT1H", Duration.ofHours(1),
            "PT6H", Duration.ofHours(6),
            "PT12H", Duration.ofHours(12),
            "P1D", Duration.ofDays(1),
            "FULL", Duration.ZERO);
    private static final List<String> AGGREGATIONS = List.of("total", "count", "average", "minimum", "maximum");
    private static final int USUAL_TOP = 10;

    private final String timespan;
    private final String interval;
    private final List<AzureMetric> metrics;
    private final AzureFilter filter;
    private final int top;
    private final List<Bucket> buckets;

    AzureMetricsQuery(Call call) {
        this.timespan =
                call.query().one("timespan").orElseGet(() -> call.now().minus(Duration.ofHours(1)) + "/" + call.now());
        this.interval = call.query().one("interval").orElse("PT1M");
        this.metrics = metrics(call);
        this.filter = call.query().one("$filter").map(AzureFilter::read).orElse(AzureFilter.NONE);
        this.top = top(call);
        this.buckets = buckets(timespan, interval);
        checkNamespace(call);
        checkAggregation(call.query().one("aggregation").orElse("Average"));
        metrics.forEach(this::checkDimensions);
    }

    private static List<AzureMetric> metrics(Call call) {
        List<String> names = Arrays.stream(
                        call.query().one("metricnames").orElse("").split(","))
                .filter(name -> !name.isBlank())
                .toList();
        if (names.isEmpty() || names.size() > 20) {
            throw AzureErrors.invalid("Between 1 and 20 metric names are required: " + names.size());
        }
        return names.stream()
                .map(name -> AzureMetric.of(name.strip())
                        .orElseThrow(() -> AzureErrors.invalid("Failed to find metric configuration for provider:"
                                + " Microsoft.CognitiveServices, resource Type: accounts, metric: " + name)))
                .toList();
    }

    private static int top(Call call) {
        String text = call.query().one("top").orElse("");
        if (text.isEmpty()) {
            return USUAL_TOP;
        }
        if (call.query().one("$filter").isEmpty()) {
            throw AzureErrors.invalid("The top parameter is valid only with $filter.");
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw AzureErrors.invalid("The top parameter is not a number: " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Bucket> buckets(String timespan, String interval) {
        Duration step = INTERVALS.getOrDefault(interval, Duration.ofSeconds(-1));
        String[] ends = timespan.split("/");
        if (step.isNegative() || ends.length != 2) {
            throw AzureErrors.invalid("Detected invalid time grain or timespan input: " + interval + " " + timespan);
        }
        Instant start = instant(ends[0]);
        Instant end = instant(ends[1]);
        if (!start.isBefore(end)) {
            throw AzureErrors.invalid("Start time must be earlier than end time: " + timespan);
        }
        return step.isZero() ? List.of(new Bucket(start, end)) : buckets(start, end, step);
    }

    private static List<Bucket> buckets(Instant start, Instant end, Duration step) {
        List<Bucket> buckets = new ArrayList<>();
        long seconds = step.toSeconds();
        Instant from = Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), seconds) * seconds);
        while (from.isBefore(end)) {
            buckets.add(new Bucket(from, from.plus(step)));
            from = from.plus(step);
        }
        return buckets;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw AzureErrors.invalid("Invalid timespan: " + text);
        }
    }

    private static void checkNamespace(Call call) {
        String namespace = call.query().one("metricnamespace").orElse("Microsoft.CognitiveServices/accounts");
        if (!namespace.equalsIgnoreCase("Microsoft.CognitiveServices/accounts")) {
            throw AzureErrors.invalid("Invalid metric namespace: " + namespace);
        }
    }

    private static void checkAggregation(String aggregations) {
        for (String aggregation : aggregations.toLowerCase(Locale.ROOT).split(",")) {
            if (!AGGREGATIONS.contains(aggregation.strip())) {
                throw AzureErrors.invalid("Invalid aggregation: " + aggregation);
            }
        }
        if (!aggregations.toLowerCase(Locale.ROOT).contains("total")) {
            throw AzureErrors.invalid("Supported aggregation of this metric: Total");
        }
    }

    private void checkDimensions(AzureMetric metric) {
        filter.dimensions().stream()
                .filter(name -> !metric.has(name))
                .findFirst()
                .ifPresent(name -> {
                    throw AzureErrors.invalid(
                            "Metric: " + metric.word() + " does not support requested dimension: " + name);
                });
    }

    String timespan() {
        return timespan;
    }

    String interval() {
        return interval;
    }

    List<AzureMetric> metrics() {
        return metrics;
    }

    AzureFilter filter() {
        return filter;
    }

    int top() {
        return top;
    }

    List<Bucket> buckets() {
        return buckets;
    }
}
