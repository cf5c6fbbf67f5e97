package dev.toktra.reconciliation.providers.vertex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Fields;
import dev.toktra.reconciliation.providers.http.Malformed;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Time series as measures: points are sums of the bucket that they end. */
final class VertexMapper {

    /** All that a page may consist of; {@code {}} is one where nothing matches. */
    private static final Set<String> KNOWN =
            Set.of("timeSeries", "nextPageToken", "executionErrors", "unit", "timeSeriesDescriptor", "unreachable");

    private VertexMapper() {}

    static Descriptor descriptor(JsonNode body) {
        Set<String> labels = new HashSet<>();
        body.path("labels").forEach(label -> labels.add(label.path("key").asText("")));
        Descriptor usual = Descriptor.USUAL;
        return new Descriptor(
                labels.isEmpty() ? usual.labels() : labels,
                delay(body.at("/metadata/ingestDelay").asText("")));
    }

    /** Takes the points of a page and gives the token of the next one. */
    static @Nullable String series(JsonNode page, String metricType, String project, Buckets<Measures> buckets) {
        checkEnvelope(page);
        for (JsonNode series : page.path("timeSeries")) {
            JsonNode points = series.path("points");
            if (!points.isArray()) {
                throw ProviderFault.broken("Google Cloud answered with another shape than it documents.");
            }
            buckets.tally().each(points, point -> {
                Measures measures = measures(metricType, new Fields(series), value(point.inside("value")));
                Instant start = start(point.inside("interval"), buckets.window().width());
                buckets.add(start, dimensions(new Fields(series), project), measures);
            });
        }
        String next = page.path("nextPageToken").asText("");
        return next.isEmpty() || page.path("nextPageToken").isNull() ? null : next;
    }

    private static void checkEnvelope(JsonNode page) {
        if (!page.path("executionErrors").isEmpty()) {
            throw ProviderFault.of(
                    Failure.UNAVAILABLE, "Google Cloud says that its figures for this time are incomplete.");
        }
        boolean known = page.isEmpty();
        for (Iterator<String> names = page.fieldNames(); names.hasNext(); ) {
            known |= KNOWN.contains(names.next());
        }
        JsonNode series = page.path("timeSeries");
        if (!known || !(series.isMissingNode() || series.isArray())) {
            throw ProviderFault.broken("Google Cloud answered with another shape than it documents.");
        }
    }

    /** Whole numbers come as texts, because they may be larger than JSON's numbers are exact. */
    private static long value(Fields value) {
        Long whole = value.count("int64Value");
        if (whole != null) {
            return whole;
        }
        return value.mustCount("doubleValue");
    }

    private static Measures measures(String metricType, Fields series, long value) {
        Fields metric = series.inside("metric");
        if (metricType.equals(Descriptor.INVOCATIONS)) {
            return Measures.ofRequests(value);
        }
        return switch (metric.inside("labels").mustText("type")) {
            case "input" -> Measures.ofInput(value);
            case "output" -> Measures.ofOutput(value);
            default -> throw new Malformed("tokens of a kind that is not known");
        };
    }

    /** The end is exact, and a start, where there is one, must not speak of another bucket. */
    private static Instant start(Fields interval, Width width) {
        Instant end = interval.instant("endTime");
        Instant said = interval.instant("startTime");
        if (end == null) {
            throw new Malformed("a point has an end");
        }
        Instant start = end.minus(width.duration());
        if (said != null && !width.floor(said).equals(start)) {
            throw ProviderFault.broken("Google Cloud gave sums of other lengths than asked for.");
        }
        return start;
    }

    private static Dimensions dimensions(Fields series, String project) {
        Fields labels = series.inside("metric").inside("labels");
        Fields resource = series.inside("resource").inside("labels");
        String model = resource.text("model_user_id");
        String shared = labels.text("shared_request_type");
        return new Dimensions(
                model == null || model.isEmpty() ? Dimensions.UNKNOWN_MODEL : model,
                null,
                null,
                project,
                null,
                shared == null || shared.isEmpty() ? labels.text("request_type") : shared,
                resource.text("location"),
                false);
    }

    /** A duration as {@code 210s}; null where it is none. */
    private static @Nullable Duration delay(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s")) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }
}
