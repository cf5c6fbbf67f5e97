package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that only look good can be asked for. */
class WrongAnswersTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void moreIsPromisedWithoutACursor() {
        world.simulator.script().add(Rule.of(Fault.HAS_MORE_WITHOUT_CURSOR));
        assertThat(world.openAiDay().json().path("has_more").asBoolean()).isTrue();
        assertThat(world.openAiDay().json().path("next_page").isNull()).isTrue();
    }

    @Test
    void cursorIsRepeated() {
        String page = world.openAiDay("bucket_width", "1h", "limit", "5")
                .json()
                .path("next_page")
                .asText();
        world.simulator.script().add(Rule.of(Fault.REPEATED_CURSOR));
        JsonNode second = world.openAiDay("bucket_width", "1h", "limit", "5", "page", page)
                .json();
        assertThat(second.path("next_page").asText()).isEqualTo(page);
        assertThat(second.path("has_more").asBoolean()).isTrue();
    }

    @Test
    void listRepeatsItsLastIdentifier() {
        world.simulator.script().add(Rule.of(Fault.REPEATED_CURSOR)).add(Rule.of(Fault.EMPTY_PAGES_AFTER_LAST));
        JsonNode first = world.asking
                .openai("/organization/projects/proj_1/api_keys", "limit", "1")
                .json();
        JsonNode second = world.asking
                .openai("/organization/projects/proj_1/api_keys", "limit", "1", "after", "key_1")
                .json();
        assertThat(first.path("last_id").asText()).isEqualTo("key_1");
        assertThat(second.path("last_id").asText()).isEqualTo("key_1");
        assertThat(second.path("has_more").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "ANTHROPIC", "GCP_VERTEX"})
    void emptyPagesFollowTheLastWithoutEnd(Provider provider) {
        world.simulator.script().add(Rule.of(Fault.EMPTY_PAGES_AFTER_LAST));
        String cursor = provider == Provider.GCP_VERTEX ? "nextPageToken" : "next_page";
        String parameter = provider == Provider.GCP_VERTEX ? "pageToken" : "page";
        JsonNode last = world.day(provider).json();
        JsonNode beyond =
                world.day(provider, parameter, last.path(cursor).asText()).json();
        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.has("timeSeries")).isFalse();
        assertThat(beyond.path(cursor).asText())
                .isNotEmpty()
                .isNotEqualTo(last.path(cursor).asText());
    }

    @Test
    void linkLeadsToAnotherHost() {
        world.simulator.script().add(Rule.of(Fault.LINK_ELSEWHERE).at(Provider.AZURE_OPENAI, "accounts"));
        String link = world.asking
                .azure(
                        "/subscriptions/sub-1/providers/Microsoft.CognitiveServices/accounts",
                        "api-version",
                        "2024-10-01")
                .json()
                .path("nextLink")
                .asText();
        assertThat(link).startsWith("http://localhost:");
    }

    @ParameterizedTest
    @EnumSource
    void rowsChangeWithinAGoodAnswer(Provider provider) {
        List<Object> good = measures(world.day(provider).json());
        assertThat(good).isNotEmpty();
        assertThat(changed(provider, Fault.RESTATED_ROW)).hasSameSizeAs(good).isNotEqualTo(good);
        assertThat(changed(provider, Fault.RETRACTED_ROW)).hasSizeLessThan(good.size());
        assertThat(changed(provider, Fault.LATE_ROW).size()).isLessThanOrEqualTo(good.size());
        assertThat(changed(provider, Fault.MALFORMED_ROW)).contains("many");
        assertThat(changed(provider, Fault.NOTHING)).isEmpty();
        world.simulator.script().add(Rule.of(Fault.UNKNOWN_MEMBERS));
        assertThat(world.day(provider).text()).contains("x_later_tokens");
        assertThat(measures(world.day(provider).json())).isEqualTo(good);
    }

    private List<Object> changed(Provider provider, Fault fault) {
        world.simulator.script().clear();
        world.simulator.script().add(Rule.of(fault).at(provider, World.endpoint(provider)));
        List<Object> measures = measures(world.day(
                        provider,
                        provider == Provider.AZURE_OPENAI
                                ? new String[] {"timespan", "2026-11-20T10:00:00Z/2026-11-20T11:00:00Z"}
                                : new String[0])
                .json());
        world.simulator.script().clear();
        return measures;
    }

    private static List<Object> measures(JsonNode body) {
        return Stream.of("input_tokens", "uncached_input_tokens", "output_tokens", "total", "int64Value")
                .flatMap(name -> body.findValues(name).stream())
                .<Object>map(JsonNode::asText)
                .toList();
    }

    @Test
    void membersAreMissingAndDimensionsNull() {
        world.simulator.script().add(Rule.of(Fault.MISSING_MEMBERS).nth(1));
        world.simulator.script().add(Rule.of(Fault.NULL_DIMENSIONS).nth(2));
        JsonNode row = world.openAiDay("group_by[]", "model").json().at("/data/0/results/0");
        assertThat(row.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("object", "input_tokens", "output_tokens", "num_model_requests", "model");
        assertThat(world.openAiDay("group_by[]", "model")
                        .json()
                        .at("/data/0/results/0/model")
                        .isNull())
                .isTrue();
    }

    @Test
    void lastRowIsLateAndFirstIsRetracted() {
        List<Figure> figures = Stream.of("a", "b", "c")
                .map(model -> Figure.of(Provider.OPENAI, World.HOUR, model)
                        .tokens(10, 5)
                        .figure())
                .toList();
        world.simulator.book().put(Provider.OPENAI, World.HOUR, figures);
        world.simulator
                .script()
                .add(Rule.of(Fault.LATE_ROW).nth(1))
                .add(Rule.of(Fault.RETRACTED_ROW).nth(2));
        assertThat(models()).containsExactly("a", "b");
        assertThat(models()).containsExactly("b", "c");
        assertThat(models()).containsExactly("a", "b", "c");
    }

    private List<String> models() {
        return world.openAiDay("group_by[]", "model").json().path("data").findValuesAsText("model");
    }

    @Test
    void amountIsAText() {
        assertThat(amount().isNumber()).isTrue();
        world.simulator.script().add(Rule.of(Fault.AMOUNT_AS_TEXT));
        assertThat(amount().isTextual()).isTrue();
    }

    private JsonNode amount() {
        return world.asking
                .openai("/organization/costs", "start_time", "1795132800")
                .json()
                .at("/data/0/results/0/amount/value");
    }

    @Test
    void azureHidesAMetricsErrorAndTotals() {
        world.simulator
                .script()
                .add(Rule.of(Fault.METRIC_ERROR)
                        .at(Provider.AZURE_OPENAI, "metrics")
                        .nth(1));
        world.simulator
                .script()
                .add(Rule.of(Fault.NO_TOTALS)
                        .at(Provider.AZURE_OPENAI, "metrics")
                        .nth(2));
        Reply failed = world.day(Provider.AZURE_OPENAI);
        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.json().at("/value/0/errorCode").asText()).isNotEqualTo("Success");
        assertThat(failed.json().at("/value/1/errorCode").asText()).isEqualTo("Success");
        assertThat(world.day(Provider.AZURE_OPENAI)
                        .json()
                        .at("/value/0/timeseries")
                        .findValues("total"))
                .isEmpty();
    }

    @Test
    void googleSaysThatDataAreIncompleteOrNothing() {
        world.simulator
                .script()
                .add(Rule.of(Fault.EXECUTION_ERRORS)
                        .at(Provider.GCP_VERTEX, "timeSeries")
                        .nth(1));
        world.simulator
                .script()
                .add(Rule.of(Fault.NOTHING)
                        .at(Provider.GCP_VERTEX, "timeSeries")
                        .nth(2));
        world.simulator
                .script()
                .add(Rule.of(Fault.NO_TOTALS)
                        .at(Provider.GCP_VERTEX, "timeSeries")
                        .nth(3));
        assertThat(world.gcpDay().json().path("executionErrors")).hasSize(1);
        assertThat(world.gcpDay().text()).isEqualTo("{}");
        assertThat(world.gcpDay().text()).doesNotContain("startTime");
    }
}
