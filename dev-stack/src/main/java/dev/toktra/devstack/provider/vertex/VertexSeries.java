package dev.toktra.devstack.provider.vertex;

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
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.report.Bucket;
import dev.toktra.devstack.provider.report.PageToken;
import dev.toktra.devstack.provider.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Time series of tokens or invocations: newest points first, a page counts points and may cut a series. */
final class VertexSeries {

    private final Book book;
    private final Script script;
    private final VertexLabels labels;

    VertexSeries(Book book, Script script) {
        this.book = book;
        this.script = script;
        this.labels = new VertexLabels(book.names());
    }

    private record Point(Bucket period, long value) {}

    Answer timeSeries(Call call) {
        if (book.names().project(Provider.GCP_VERTEX, call.part(0)).isEmpty()) {
            throw GoogleErrors.refused(403);
        }
        VertexQuery query = new VertexQuery(call);
        PageToken place = query.page();
        View view = book.view(Provider.GCP_VERTEX, place.shown());
        return page(query, place, series(call.part(0), query, view));
    }

    private SortedMap<Cell, List<Point>> series(String project, VertexQuery query, View view) {
        SortedMap<Cell, List<Point>> series = new TreeMap<>();
        List<Bucket> periods = query.periods();
        for (Bucket period : periods) {
            values(project, query, view, period)
                    .forEach((cell, value) -> series.computeIfAbsent(cell, any -> new ArrayList<>())
                            .add(new Point(period, value)));
        }
        if (query.fillsGaps()) {
            series.replaceAll((cell, points) -> filled(points, periods));
        }
        return series;
    }

    private Map<Cell, Long> values(String project, VertexQuery query, View view, Bucket period) {
        Map<Cell, Long> values = new TreeMap<>();
        List<String> types = query.filter().isTokens() ? List.of("input", "output") : List.of("");
        List<String> told = query.labels();
        for (String type : types) {
            view.sums(
                            period.start(),
                            period.end(),
                            figure -> project.equals(figure.project()) && lets(query.filter(), figure, type),
                            figure -> cell(told, figure, type))
                    .forEach((cell, amounts) -> values.put(cell, measure(type, amounts)));
        }
        values.values().removeIf(value -> value == 0);
        return values;
    }

    private static long measure(String type, Amounts amounts) {
        return switch (type) {
            case "input" -> amounts.input();
            case "output" -> amounts.output();
            default -> amounts.requests();
        };
    }

    private boolean lets(VertexFilter filter, Figure figure, String type) {
        return filter.labels().keySet().stream().allMatch(label -> filter.lets(label, value(label, figure, type)));
    }

    private Cell cell(List<String> told, Figure figure, String type) {
        return new Cell(told.stream().map(label -> value(label, figure, type)).toList());
    }

    private @Nullable String value(String label, Figure figure, String type) {
        return label.equals(VertexLabels.TYPE) ? type : labels.value(label, figure);
    }

    private static List<Point> filled(List<Point> points, List<Bucket> periods) {
        int newest = periods.indexOf(points.get(0).period());
        int oldest = periods.indexOf(points.get(points.size() - 1).period());
        return periods.subList(newest, oldest + 1).stream()
                .map(period -> points.stream()
                        .filter(point -> point.period().equals(period))
                        .findFirst()
                        .orElse(new Point(period, 0)))
                .toList();
    }

    private Answer page(VertexQuery query, PageToken place, SortedMap<Cell, List<Point>> all) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        int space = Math.min(query.pageSize(), script.rowsPerPage(Provider.GCP_VERTEX));
        int number = 0;
        for (Map.Entry<Cell, List<Point>> series : all.entrySet()) {
            int from = number == place.bucket() ? place.row() : 0;
            List<Point> points = series.getValue();
            if (number++ < place.bucket()) {
                continue;
            }
            if (space == 0) {
                return Answer.ok(
                        body.put("nextPageToken", place.at(number - 1, 0).text()));
            }
            int cost = query.headersOnly() ? 1 : points.size() - from;
            int to = query.headersOnly() ? points.size() : from + Math.min(space, cost);
            add(body, query, series.getKey(), points.subList(from, to));
            space -= Math.min(space, cost);
            if (to < points.size()) {
                return Answer.ok(
                        body.put("nextPageToken", place.at(number - 1, to).text()));
            }
        }
        return Answer.ok(body.has("timeSeries") ? body.put("unit", "1") : body);
    }

    private static void add(ObjectNode body, VertexQuery query, Cell cell, List<Point> points) {
        ArrayNode all = body.has("timeSeries") ? (ArrayNode) body.get("timeSeries") : body.putArray("timeSeries");
        ObjectNode row = all.addObject();
        ObjectNode metric = row.putObject("metric").put("type", query.filter().metric());
        ObjectNode resource =
                row.putObject("resource").put("type", query.filter().resource());
        ObjectNode ofMetric = metric.putObject("labels");
        ObjectNode ofResource = resource.putObject("labels");
        for (int place = 0; place < query.labels().size(); place++) {
            String label = query.labels().get(place);
            String name = label.substring(label.indexOf(':') + 1);
            String value = cell.value(place);
            if (value != null) {
                (label.startsWith("metric:") ? ofMetric : ofResource).put(name, value);
            }
        }
        row.put("metricKind", "DELTA").put("valueType", "INT64");
        ArrayNode shown = row.putArray("points");
        if (!query.headersOnly()) {
            points.forEach(point -> point(shown.addObject(), point));
        }
    }

    private static void point(ObjectNode row, Point point) {
        row.putObject("interval")
                .put("startTime", point.period().start().toString())
                .put("endTime", point.period().end().toString());
        row.putObject("value").put("int64Value", Long.toString(point.value()));
    }
}
