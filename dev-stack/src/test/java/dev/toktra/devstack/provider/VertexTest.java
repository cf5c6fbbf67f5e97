package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Provider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertexTest {

    private static final String TYPE = "aggregation.groupByFields";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private void put(int hours, long output) {
        world.simulator
                .book()
                .put(
                        Provider.GCP_VERTEX,
                        World.HOUR.plusSeconds(3600L * hours),
                        List.of(Figure.of(Provider.GCP_VERTEX, World.HOUR.plusSeconds(3600L * hours), "gemini-2.5-pro")
                                .project("vertex-1")
                                .tokens(0, output)
                                .requests(1)
                                .figure()));
    }

    @Test
    void pointsAreStampedAtTheirEndNewestFirstAndAreTexts() {
        put(1, Long.MAX_VALUE - 5);
        JsonNode output = world.gcpDay().json().path("timeSeries").path(1);
        assertThat(output.at("/metric/labels/type").asText()).isEqualTo("output");
        assertThat(output.at("/points/0/interval/startTime").asText()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(output.at("/points/0/interval/endTime").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(output.at("/points/0/value/int64Value").isTextual()).isTrue();
        assertThat(output.at("/points/0/value/int64Value").asText()).isEqualTo("9223372036854775802");
        assertThat(output.at("/points/1/interval/endTime").asText()).isEqualTo("2026-11-20T11:00:00Z");
    }

    @Test
    void startIsExcludedAndEndIncluded() {
        assertThat(between("2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z")
                        .json()
                        .isEmpty())
                .isTrue();
        assertThat(between("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z")
                        .json()
                        .path("timeSeries"))
                .hasSize(2);
    }

    private Reply between(String start, String end) {
        return world.gcpDay("interval.startTime", start, "interval.endTime", end);
    }

    @Test
    void seriesAreSplitOverPagesByPoints() {
        put(1, 10);
        put(2, 20);
        JsonNode first = world.gcpDay("pageSize", "2").json();
        JsonNode second = world.gcpDay(
                        "pageSize",
                        "2",
                        "pageToken",
                        first.path("nextPageToken").asText())
                .json();
        assertThat(first.path("timeSeries").findValuesAsText("int64Value")).containsExactly("1475", "20");
        assertThat(second.path("timeSeries").findValuesAsText("int64Value")).containsExactly("10", "300");
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(world.gcpDay(
                                "pageSize",
                                "3",
                                "pageToken",
                                first.path("nextPageToken").asText())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void sumsAreByTheLabelsAskedFor() {
        JsonNode row = world.gcpDay(
                        "aggregation.crossSeriesReducer",
                        "REDUCE_SUM",
                        TYPE,
                        "metric.label.type",
                        TYPE,
                        "resource.labels.location")
                .json()
                .path("timeSeries")
                .path(0);
        assertThat(row.at("/resource/labels").size()).isEqualTo(1);
        assertThat(row.at("/resource/labels/location").asText()).isEqualTo("us-central1");
        assertThat(world.gcpDay()
                        .json()
                        .at("/timeSeries/0/resource/labels/publisher")
                        .asText())
                .isEqualTo("google");
    }

    @Test
    void deltaFillsGapsAndSumDoesNot() {
        put(2, 20);
        assertThat(world.gcpDay().json().at("/timeSeries/1/points")).hasSize(2);
        assertThat(world.gcpDay("aggregation.perSeriesAligner", "ALIGN_DELTA")
                        .json()
                        .at("/timeSeries/1/points"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "filter,resource.type=\"aiplatform.googleapis.com/PublisherModel\",400",
        "filter,metric.type=\"a\" OR metric.type=\"b\",400",
        "filter,metric.type=\"aiplatform.googleapis.com/publisher/online_serving/consumed_token_count\",404",
        "orderBy,timestamp,400",
        "aggregation.alignmentPeriod,30s,400",
        "aggregation.alignmentPeriod,1h,400",
        "aggregation.perSeriesAligner,ALIGN_NEXT_OLDER,400",
        "aggregation.groupBy,metric.label.type,400",
        "interval.endTime,2026-11-19T00:00:00Z,400",
        "interval.endTime,1795132800,400",
        "pageSize,0,400",
        "pageToken,abc,400"
    })
    void refuses(String name, String value, int status) {
        Reply reply = world.gcpDay(name, value);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(status);
    }

    @Test
    void unknownLabelsAreRefused() {
        assertThat(world.gcpDay("aggregation.crossSeriesReducer", "REDUCE_SUM", TYPE, "metric.label.user")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void signInIsStrict() {
        assertThat(world.asking.gcpSignIn().status()).isEqualTo(200);
        assertThat(error("iss", "other@example.org")).isEqualTo("invalid_grant");
        assertThat(error("aud", "https://example.org/token")).isEqualTo("invalid_grant");
        assertThat(error("scope", "https://www.googleapis.com/auth/drive")).isEqualTo("invalid_scope");
        assertThat(error("exp", Long.toString(World.NOW.getEpochSecond() + 7200)))
                .isEqualTo("invalid_grant");
        assertThat(error("iat", Long.toString(World.NOW.getEpochSecond() + 3000)))
                .isEqualTo("invalid_grant");
        Reply grant =
                world.asking.form(world.simulator.access().gcpToken().toString(), "grant_type", "client_credentials");
        assertThat(grant.status()).isEqualTo(400);
    }

    private String error(String claim, String value) {
        Reply reply = world.asking.gcpSignIn(claim, value);
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().path("error").asText();
    }

    @Test
    void tokenHoldsForAnHour() {
        String token = world.asking.gcpToken();
        String url = world.simulator.access().gcpMonitoring() + World.SERIES + "?pageSize=1";
        assertThat(world.asking.get(url, Asking.bearer(token)).status()).isEqualTo(400);
        world.simulator.clock().set(Optional.of(World.NOW.plusSeconds(3600)));
        assertThat(world.asking.get(url, Asking.bearer(token)).status()).isEqualTo(401);
    }

    @Test
    void descriptorTellsTheDelay() {
        JsonNode descriptor = world.asking
                .gcp("/v3/projects/vertex-1/metricDescriptors/aiplatform.googleapis.com/publisher/online_serving/"
                        + "token_count")
                .json();
        assertThat(descriptor.at("/metadata/ingestDelay").asText()).isEqualTo("240s");
        assertThat(world.asking.gcp("/v3/projects/other/timeSeries").status()).isEqualTo(403);
    }
}
