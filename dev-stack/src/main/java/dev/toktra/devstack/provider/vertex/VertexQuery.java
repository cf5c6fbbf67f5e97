package dev.toktra.devstack.provider.vertex;

import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters of a read of time series, checked. */
final class VertexQuery {

    private static final Set<String> PARAMETERS = Set.of(
            "filter",
            "interval.startTime",
            "interval.endTime",
            "aggregation.alignmentPeriod",
            "aggregation.perSeriesAligner",
            "aggregation.crossSeriesReducer",
            "aggregation.groupByFields",
            "view",
            "pageSize",
            "pageToken",
            "orderBy",
            "alt",
            "fields",
            "prettyPrint",
            "key");
    private static final Set<String> ALIGNERS = Set.of("ALIGN_SUM", "ALIGN_DELTA");
    private static final int MOST_POINTS = 100_000;

    private final Call call;
    private final VertexFilter filter;

    VertexQuery(Call call) {
        this.call = call;
        call.query().stranger(PARAMETERS).ifPresent(name -> {
            throw GoogleErrors.invalid("Invalid JSON payload received. Unknown name \"" + name
                    + "\": Cannot bind query parameter. Field '" + name + "' could not be found in request message.");
        });
        this.filter = VertexFilter.read(
                one("filter").orElseThrow(() -> GoogleErrors.invalid("The filter must specify a single metric type.")));
        if (one("orderBy").isPresent()) {
            throw GoogleErrors.invalid("Field orderBy must be empty.");
        }
        checkAggregation();
    }

    VertexFilter filter() {
        return filter;
    }

    boolean fillsGaps() {
        return aligner().equals("ALIGN_DELTA");
    }

    boolean headersOnly() {
        return one("view").orElse("FULL").equals("HEADERS");
    }

    /** The labels that series are told apart by. */
    List<String> labels() {
        List<String> all = filter.isTokens() ? VertexLabels.OF_TOKENS : VertexLabels.OF_INVOCATIONS;
        if (!reducer().equals("REDUCE_SUM")) {
            return all;
        }
        List<String> asked = call.query().all("aggregation.groupByFields").stream()
                .map(field -> VertexLabels.read(field)
                        .filter(all::contains)
                        .orElseThrow(() -> GoogleErrors.invalid("Unknown field in groupByFields: " + field)))
                .toList();
        return all.stream().filter(asked::contains).toList();
    }

    /** Periods back from the end, newest first: each without its start and with its end, as long as it ends after the start. */
    List<Bucket> periods() {
        Instant end = instant("interval.endTime")
                .orElseThrow(() -> GoogleErrors.invalid("Field interval.endTime had an invalid value."));
        Instant start = instant("interval.startTime").orElse(end);
        if (start.isAfter(end)) {
            throw GoogleErrors.invalid("The start time must be before the end time.");
        }
        Duration period = period();
        List<Bucket> periods = new ArrayList<>();
        for (Instant to = end; to.isAfter(start); to = to.minus(period)) {
            periods.add(new Bucket(to.minus(period), to));
        }
        return periods;
    }

    /** Points on a page: the maximum where more, or nothing, was asked for. */
    int pageSize() {
        String text = one("pageSize").orElse(Integer.toString(MOST_POINTS));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw GoogleErrors.invalid("Field pageSize had an invalid value of \"" + text + "\".");
        }
        return Math.min(MOST_POINTS, Integer.parseInt(text));
    }

    PageToken page() {
        String query = call.identity("pageToken");
        return one("pageToken")
                .map(text -> PageToken.read(text, query)
                        .orElseThrow(() -> GoogleErrors.invalid("The page token is not valid for this query.")))
                .orElse(PageToken.first(query, call.now()));
    }

    private void checkAggregation() {
        boolean aligned = !aligner().equals("ALIGN_NONE");
        if (aligned && !ALIGNERS.contains(aligner())) {
            throw GoogleErrors.invalid("The aligner " + aligner() + " does not fit a metric of kind DELTA.");
        }
        if (!aligned && !reducer().equals("REDUCE_NONE")) {
            throw GoogleErrors.invalid("A reducer needs an aligner.");
        }
        if (!Set.of("REDUCE_NONE", "REDUCE_SUM").contains(reducer())) {
            throw GoogleErrors.invalid("The reducer " + reducer() + " is not available here.");
        }
        if (aligned && period().compareTo(Duration.ofMinutes(1)) < 0) {
            throw GoogleErrors.invalid("The alignment period must be at least 60 seconds.");
        }
    }

    private Duration period() {
        if (aligner().equals("ALIGN_NONE")) {
            return Duration.ofMinutes(1);
        }
        String text = one("aggregation.alignmentPeriod").orElse("");
        if (!text.matches("\\d{1,7}s")) {
            throw GoogleErrors.invalid("Field aggregation.alignmentPeriod had an invalid value of \"" + text + "\".");
        }
        return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
    }

    private String aligner() {
        return one("aggregation.perSeriesAligner").orElse("ALIGN_NONE");
    }

    private String reducer() {
        return one("aggregation.crossSeriesReducer").orElse("REDUCE_NONE");
    }

    private Optional<String> one(String name) {
        return call.query().one(name);
    }

    private Optional<Instant> instant(String name) {
        return one(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw GoogleErrors.invalid("Field " + name + " had an invalid value of \"" + text + "\".");
            }
        });
    }
}
