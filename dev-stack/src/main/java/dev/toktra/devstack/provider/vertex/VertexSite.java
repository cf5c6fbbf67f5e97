package dev.toktra.devstack.provider.vertex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Route;
import dev.toktra.devstack.provider.http.Site;
import dev.toktra.devstack.provider.http.Tokens;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Google's token endpoint at {@code /token} and Cloud Monitoring at {@code /monitoring}. */
public final class VertexSite implements Site {

    private final Book book;
    private final Tokens tokens = new Tokens();
    private final List<Route> routes;

    public VertexSite(Book book, Script script) {
        this.book = book;
        GoogleSignIn signIn = new GoogleSignIn(book.names().credentials(), tokens);
        VertexSeries series = new VertexSeries(book, script);
        this.routes = List.of(
                Route.post("token", "/token", signIn::token),
                Route.get("timeSeries", "/monitoring/v3/projects/([^/]+)/timeSeries", admitted(series::timeSeries)),
                Route.get(
                        "metricDescriptors",
                        "/monitoring/v3/projects/([^/]+)/metricDescriptors/(.+)",
                        admitted(this::descriptor)));
    }

    private Function<Call, Answer> admitted(Function<Call, Answer> endpoint) {
        return call -> {
            if (!tokens.holds(call.bearer(), call.now())) {
                throw GoogleErrors.refused(401);
            }
            return endpoint.apply(call);
        };
    }

    private Answer descriptor(Call call) {
        if (book.names().project(Provider.GCP_VERTEX, call.part(0)).isEmpty()) {
            throw GoogleErrors.refused(403);
        }
        VertexFilter filter = VertexFilter.read("metric.type = \"" + call.part(1) + "\"");
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", "projects/" + call.part(0) + "/metricDescriptors/" + filter.metric());
        ArrayNode labels = body.putArray("labels");
        (filter.isTokens() ? VertexLabels.OF_TOKENS : VertexLabels.OF_INVOCATIONS)
                .stream()
                        .filter(label -> label.startsWith("metric:"))
                        .forEach(label -> labels.addObject().put("key", label.substring("metric:".length())));
        body.put("metricKind", "DELTA").put("valueType", "INT64").put("unit", "1");
        body.put("type", filter.metric()).put("launchStage", "GA");
        body.putObject("metadata")
                .put("launchStage", "GA")
                .put("samplePeriod", "60s")
                .put("ingestDelay", book.delay(Provider.GCP_VERTEX).toSeconds() + "s");
        body.putArray("monitoredResourceTypes").add(filter.resource());
        return Answer.ok(body);
    }

    @Override
    public Provider provider() {
        return Provider.GCP_VERTEX;
    }

    @Override
    public String prefix() {
        return "/gcp";
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Answer wrong(int status, Fault fault) {
        return GoogleErrors.wrong(status);
    }

    @Override
    public void forget(Call call) {
        tokens.forget(call.bearer());
    }

    @Override
    public List<ArrayNode> rows(ObjectNode body) {
        List<ArrayNode> rows = new ArrayList<>();
        for (JsonNode series : body.path("timeSeries")) {
            if (series.path("points") instanceof ArrayNode points) {
                rows.add(points);
            }
        }
        return rows;
    }

    @Override
    public Paging paging() {
        return new Paging("nextPageToken", "", "pageToken");
    }

    @Override
    public RowShape shape() {
        return new RowShape(List.of("interval", "value"), List.of(), List.of());
    }

    @Override
    public void change(Fault fault, ObjectNode body) {
        switch (fault) {
            case EXECUTION_ERRORS ->
                body.putArray("executionErrors")
                        .addObject()
                        .put("code", 8)
                        .put("message", "Some time series could not be read.");
            case NOTHING -> body.removeAll();
            case NO_TOTALS, MISSING_MEMBERS -> rows(body).forEach(VertexSite::withoutStarts);
            case NULL_DIMENSIONS -> {
                if (body.path("timeSeries").path(0).path("resource") instanceof ObjectNode resource) {
                    resource.putObject("labels");
                }
            }
            default -> {}
        }
    }

    private static void withoutStarts(ArrayNode points) {
        points.forEach(point -> {
            if (point.path("interval") instanceof ObjectNode interval) {
                interval.remove("startTime");
            }
        });
    }
}
