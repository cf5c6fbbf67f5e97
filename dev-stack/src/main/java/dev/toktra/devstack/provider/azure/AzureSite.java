package dev.toktra.devstack.provider.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.provider.book.Book;
import dev.toktra.devstack.provider.http.Answer;
import dev.toktra.devstack.provider.http.Call;
import dev.toktra.devstack.provider.http.Refused;
import dev.toktra.devstack.provider.http.Route;
import dev.toktra.devstack.provider.http.Site;
import dev.toktra.devstack.provider.http.Tokens;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Azure's sign-in at {@code /login} and its resource manager at {@code /management}. */
public final class AzureSite implements Site {

    private static final String ACCOUNTS = "/providers/(?i:Microsoft\\.CognitiveServices/accounts)";

    private final Tokens tokens = new Tokens();
    private final List<Route> routes;

    public AzureSite(Book book, Script script) {
        AzureInventory inventory = new AzureInventory(book.names(), script);
        AzureSignIn signIn = new AzureSignIn(book.names().credentials(), tokens);
        AzureMetrics metrics = new AzureMetrics(book, inventory);
        String account = "/management/subscriptions/([^/]+)/(?i:resourceGroups)/([^/]+)" + ACCOUNTS + "/([^/]+)";
        this.routes = List.of(
                Route.post("token", "/login/([^/]+)/oauth2/v2\\.0/token", signIn::token),
                Route.get("accounts", "/management/subscriptions/([^/]+)" + ACCOUNTS, admitted(inventory::accounts)),
                Route.get("deployments", account + "/deployments", admitted(inventory::deployments)),
                Route.get(
                        "metrics",
                        account + "/providers/(?i:Microsoft\\.Insights)/metrics",
                        admitted(metrics::metrics)));
    }

    private Function<Call, Answer> admitted(Function<Call, Answer> endpoint) {
        return call -> {
            if (!tokens.holds(call.bearer(), call.now())) {
                throw new Refused(wrong(401, Fault.UNAUTHORIZED));
            }
            if (!call.query().one("api-version").orElse("").matches("\\d{4}-\\d{2}-\\d{2}(-preview)?")) {
                throw AzureErrors.refused(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required for all requests.");
            }
            return endpoint.apply(call);
        };
    }

    @Override
    public Provider provider() {
        return Provider.AZURE_OPENAI;
    }

    @Override
    public String prefix() {
        return "/azure";
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Answer wrong(int status, Fault fault) {
        return AzureErrors.wrong(status);
    }

    @Override
    public void forget(Call call) {
        tokens.forget(call.bearer());
    }

    /** Points of each series, or the items of a list. */
    @Override
    public List<ArrayNode> rows(ObjectNode body) {
        List<ArrayNode> rows = new ArrayList<>();
        for (JsonNode metric : body.path("value")) {
            for (JsonNode series : metric.path("timeseries")) {
                if (series.path("data") instanceof ArrayNode points) {
                    rows.add(points);
                }
            }
        }
        boolean list = !body.has("timespan") && body.path("value") instanceof ArrayNode;
        return list ? List.of((ArrayNode) body.path("value")) : rows;
    }

    @Override
    public Paging paging() {
        return new Paging("nextLink", "", "$skipToken");
    }

    @Override
    public RowShape shape() {
        return new RowShape(
                List.of("timeStamp", "total", "id", "name", "kind", "properties", "location"),
                List.of("etag", "sku", "tags"),
                List.of("tags"));
    }

    @Override
    public void change(Fault fault, ObjectNode body) {
        JsonNode first = body.path("value").path(0);
        switch (fault) {
            case METRIC_ERROR -> {
                if (first instanceof ObjectNode metric && metric.has("timeseries")) {
                    metric.putArray("timeseries");
                    metric.put("errorCode", "InvalidSamplingType").put("errorMessage", "Sampling type is not found.");
                }
            }
            case NO_TOTALS -> rows(body).stream().findFirst().ifPresent(AzureSite::withoutTotals);
            case NULL_DIMENSIONS -> {
                if (first.path("timeseries").path(0) instanceof ObjectNode series) {
                    series.putArray("metadatavalues");
                }
            }
            case NOTHING -> body.path("value").forEach(AzureSite::withoutSeries);
            default -> {}
        }
    }

    private static void withoutTotals(ArrayNode points) {
        points.forEach(point -> ((ObjectNode) point).remove("total"));
    }

    private static void withoutSeries(JsonNode metric) {
        if (metric instanceof ObjectNode row && row.has("timeseries")) {
            row.putArray("timeseries");
        }
    }
}
