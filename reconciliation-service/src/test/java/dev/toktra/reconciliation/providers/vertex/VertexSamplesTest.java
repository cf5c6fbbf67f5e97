package dev.toktra.reconciliation.providers.vertex;

import static dev.toktra.reconciliation.providers.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.reconciliation.providers.Counts;
import dev.toktra.reconciliation.providers.Dimensions;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.ProviderCount;
import dev.toktra.reconciliation.providers.Samples;
import dev.toktra.reconciliation.providers.Width;
import dev.toktra.reconciliation.providers.Window;
import dev.toktra.reconciliation.providers.WindowRead;
import dev.toktra.reconciliation.providers.http.Buckets;
import dev.toktra.reconciliation.providers.http.Measures;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VertexSamplesTest {

    private static final Instant DAY = Instant.parse("2026-07-19T00:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-07-20T00:00:00Z");
    private static final Window DAYS = new Window(DAY, DAY.plusSeconds(2 * 86_400), Width.DAY);
    private static final String PRO = "gemini-2.5-pro";

    private final Buckets<Measures> buckets = new Buckets<>(DAYS, Measures::plus);

    @Test
    void pointBelongsToTheBucketThatItEnds() {
        assertThat(tokens(Samples.of("gcp/timeseries_single_page.json"))).isNull();
        assertThat(complete().rows())
                .containsExactly(
                        new ProviderCount(DAY, Width.DAY, model(PRO), Counts.of(100_000, 8_000, null)),
                        new ProviderCount(NEXT, Width.DAY, model(PRO), Counts.of(50_000, 0, null)),
                        new ProviderCount(DAY, Width.DAY, model("gemini-1.5-flash-002"), Counts.of(4_000, 200, null)));
    }

    @Test
    void emptyAnswerIsAPageWithNothing() {
        assertThat(tokens(Samples.of("gcp/timeseries_empty.json"))).isNull();
        assertThat(complete().rows()).isEmpty();
    }

    @Test
    void seriesMayGoOnOnTheNextPageAndCountsAreExact() {
        String page = "{'timeSeries': [{'metric': {'labels': {'type': 'input', 'request_type': 'shared',"
                + " 'shared_request_type': 'flex'}}, 'resource': {'labels': {'model_user_id': 'm', 'location': 'us'}},"
                + " 'points': [{'interval': {'startTime': '2026-07-19T00:00:00Z', 'endTime': '2026-07-20T00:00:00Z'},"
                + " 'value': {'%s': %s}}]}], 'nextPageToken': '%s'}";
        assertThat(tokens(json(page.formatted("int64Value", "'9007199254740993'", "more"))))
                .isEqualTo("more");
        assertThat(tokens(json(page.formatted("doubleValue", "2.0", "")))).isNull();
        assertThat(complete().rows())
                .containsExactly(new ProviderCount(
                        DAY,
                        Width.DAY,
                        new Dimensions("m", null, null, "project", null, "flex", "us", false),
                        Counts.of(9007199254740995L, 0, null)));
    }

    @Test
    void incompleteFiguresEndTheRead() {
        JsonNode page = json("{'timeSeries': [], 'executionErrors': [{'code': 14, 'message': 'a zone is away'}]}");
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> tokens(page))
                .satisfies(fault -> assertThat(fault.trouble().failure()).isEqualTo(Failure.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': []}",
                "{'timeSeries': {}}",
                "{'timeSeries': [{'metric': {}}]}",
                "{'error': {'code': 500}}",
                "{'timeSeries': [{'metric': {'labels': {'type': 'input'}}, 'points': [{'value': {'int64Value': '1'},"
                        + " 'interval': {'startTime': '2026-07-19T00:00:00Z', 'endTime': '2026-07-21T00:00:00Z'}}]}]}",
                "{'timeSeries': [{'metric': {'labels': {'type': 'input'}}, 'points': [{'value': {'int64Value': '1'},"
                        + " 'interval': {'endTime': '2026-07-20T00:01:00Z'}}]}]}"
            })
    void otherShapesAreBroken(String page) {
        assertThatExceptionOfType(ProviderFault.class)
                .isThrownBy(() -> tokens(json(page)))
                .satisfies(fault -> assertThat(fault.trouble().failure()).isEqualTo(Failure.BROKEN_ANSWER));
    }

    @Test
    void tokensOfAnUnknownKindAreNeitherInputNorOutput() {
        tokens(json("{'timeSeries': [{'metric': {'labels': {'type': 'thought'}}, 'points': [{'value': {'int64Value':"
                + " '1'}, 'interval': {'endTime': '2026-07-20T00:00:00Z'}}]},"
                + "{'metric': {'labels': {'type': 'input'}}, 'points': [{'value': {'int64Value':"
                + " '2'}, 'interval': {'endTime': '2026-07-20T00:00:00Z'}}]}]}"));
        assertThat(complete().droppedRows()).isEqualTo(1);
        assertThat(complete().rows()).extracting(ProviderCount::counts).containsExactly(Counts.of(2, 0, null));
    }

    @ParameterizedTest
    @CsvSource({"210s,210000", "3.5s,3500", "0s,0"})
    void delayIsTheDescriptors(String written, long millis) {
        JsonNode body = json("{'labels': [{'key': 'type'}], 'metadata': {'ingestDelay': '" + written + "'}}");
        assertThat(VertexMapper.descriptor(body).delay()).isEqualTo(Duration.ofMillis(millis));
        assertThat(VertexMapper.descriptor(body).tiers()).isEmpty();
        assertThat(VertexMapper.descriptor(json("{}"))).isEqualTo(Descriptor.USUAL);
    }

    private @Nullable String tokens(JsonNode page) {
        return VertexMapper.series(page, Descriptor.TOKENS, "project", buckets);
    }

    private static Dimensions model(String name) {
        return new Dimensions(name, null, null, "project", null, null, null, false);
    }

    private WindowRead.Complete<ProviderCount> complete() {
        return (WindowRead.Complete<ProviderCount>) buckets.complete(1, Measures::counts);
    }
}
