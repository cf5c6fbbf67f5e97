package dev.toktra.reconciliation.providers.azure;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Samples;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.azure.AzureMapper.Point;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import dev.toktra.reconciliation.providers.http.RowTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureSamplesTest {

    private static final AzureAccount ACCOUNT =
            new AzureAccount("/Sub/Account", "account", "westeurope", Map.of("Chat", "gpt-4o"));

    private final RowTally<String, Long> tally = new RowTally<>(Long::sum);
    private final List<Point> points = new ArrayList<>();
    private final AzureMapper.Sink sink = new AzureMapper.Sink(tally, points);

    @Test
    void accountsThatServeNoModelsAreNone() {
        List<AzureAccount> accounts = new ArrayList<>();
        JsonNode page = Samples.of("azure/spec_accounts_list.json");
        assertThat(AzureMapper.accounts(page, accounts, tally::each)).isNull();
        assertThat(accounts).isEmpty();
        ((ObjectNode) page.at("/value/0")).put("kind", "AIServices");
        AzureMapper.accounts(page, accounts, tally::each);
        assertThat(accounts).extracting(AzureAccount::name).containsExactly("bingSearch");
        assertThat(accounts.get(0).key()).endsWith("/accounts/bingsearch");
    }

    @Test
    void deployments() {
        Map<String, String> models = new HashMap<>();
        assertThat(AzureMapper.deployments(Samples.of("azure/spec_deployments_list.json"), models, tally::each))
                .isNull();
        assertThat(models).isEqualTo(Map.of("deploymentName", "ada"));
    }

    @Test
    void pointsWithoutATotalSayNothing() {
        JsonNode answer = renamed(Samples.of("azure/spec_metrics_two_series.json"));
        AzureMapper.metrics(answer, ACCOUNT, Family.MODELS, sink);
        assertThat(points).isEmpty();
    }

    @Test
    void metricThatFailedWithinAGoodAnswerEndsTheRead() {
        JsonNode answer = renamed(Samples.of("azure/spec_metrics_partial_error.json"));
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> AzureMapper.metrics(answer, ACCOUNT, Family.MODELS, sink))
                .satisfies(fault -> assertThat(fault.trouble().failure()).isEqualTo(Failure.UNAVAILABLE));
    }

    @Test
    void requestsThatFailedAreUnknownAndRemarked() {
        AzureMapper.metrics(answer("InvalidSamplingType", "'modelname'"), ACCOUNT, Family.MODELS, sink);
        assertThat(points).extracting(Point::measures).containsExactly(Measures.ofInput(7), Measures.ofOutput(7));
        assertThat(remarks()).containsExactly("Azure could not read the requests of account.");
    }

    @Test
    void dimensionsHaveAnyCaseAndTotalsAreExact() {
        AzureMapper.metrics(answer("Success", "'ModelName'"), ACCOUNT, Family.MODELS, sink);
        Dimensions dimensions = new Dimensions("gpt-5", null, null, "/sub/account", "chat", null, "westeurope", false);
        assertThat(points)
                .containsExactly(
                        new Point(Instant.parse("2026-11-20T12:00:00Z"), dimensions, Measures.ofInput(7)),
                        new Point(Instant.parse("2026-11-20T12:00:00Z"), dimensions, Measures.ofOutput(7)),
                        new Point(Instant.parse("2026-11-20T12:00:00Z"), dimensions, Measures.ofRequests(7)));
    }

    @Test
    void modelThatTheMetricDoesNotNameIsTheSameBeforeAndAfterItsDeploymentIsDeleted() {
        AzureMapper.metrics(answer("Success", "'modelversion'"), ACCOUNT, Family.MODELS, sink);
        AzureMapper.metrics(answer("Success", "'modelversion'"), ACCOUNT.with(Map.of()), Family.MODELS, sink);
        assertThat(points)
                .extracting(point -> point.dimensions().model())
                .hasSize(6)
                .containsOnly(Dimensions.UNKNOWN_MODEL);
    }

    @Test
    void asManySeriesAsAskedForMayBeTooFew() {
        ObjectNode answer = (ObjectNode) answer("Success", "'modelname'");
        ArrayNode series = (ArrayNode) answer.at("/value/0/timeseries");
        for (int more = 1; more < AzureMapper.MOST_SERIES; more++) {
            series.add(series.get(0));
        }
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> AzureMapper.metrics(answer, ACCOUNT, Family.MODELS, sink))
                .withMessageContaining("1000 series or more");
    }

    private List<String> remarks() {
        return ((WindowRead.Complete<?>) tally.complete(1, (key, value) -> value)).remarks();
    }

    /** Three metrics of one deployment, the last of them with the error code. */
    private static JsonNode answer(String errorOfRequests, String dimension) {
        String metric = "{'name': {'value': '%s'}, 'errorCode': '%s', 'timeseries': [{'metadatavalues': ["
                + "{'name': {'value': 'modeldeploymentname'}, 'value': 'chat'},"
                + "{'name': {'value': " + dimension + "}, 'value': 'gpt-5'}],"
                + "'data': [{'timeStamp': '2026-11-20T12:00:00Z', 'total': 7.0},"
                + "{'timeStamp': '2026-11-20T13:00:00Z'}]}]}";
        return json("{'value': [" + metric.formatted("InputTokens", "Success") + ","
                + metric.formatted("OutputTokens", "Success") + ","
                + metric.formatted("ModelRequests", errorOfRequests) + "]}");
    }

    /** The published answers are about other metrics; only their names are changed. */
    private static JsonNode renamed(JsonNode answer) {
        ArrayNode metrics = (ArrayNode) answer.path("value");
        while (metrics.size() < 3) {
            metrics.add(metrics.get(0).deepCopy());
        }
        List<String> names = List.of(Family.MODELS.input, Family.MODELS.output, Family.MODELS.requests);
        for (int place = 0; place < names.size(); place++) {
            ((ObjectNode) metrics.get(place).path("name")).put("value", names.get(place));
        }
        return answer;
    }
}
