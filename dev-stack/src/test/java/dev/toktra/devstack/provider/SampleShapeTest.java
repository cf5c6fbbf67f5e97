package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.script.Fault;
import dev.toktra.devstack.provider.script.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers have the members of the published examples, with their types. */
class SampleShapeTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void answerHasTheShapeOfThePublishedExample(String sample, Function<World, Reply> asked) throws IOException {
        try (World world = new World()) {
            Reply reply = asked.apply(world);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(shape(reply.json())).isEqualTo(shape(sample(sample)));
        }
    }

    static Stream<Object[]> answerHasTheShapeOfThePublishedExample() {
        String projects = "/organization/projects";
        return Stream.of(
                row("openai/usage_completions_page.json", world -> world.openAiDay()),
                row("openai/usage_embeddings_page.json", SampleShapeTest::embeddings),
                row("openai/costs_page.json", SampleShapeTest::costs),
                row("openai/users_list.json", world -> world.asking.openai("/organization/users")),
                row("openai/projects_list.json", world -> world.asking.openai(projects)),
                row(
                        "openai/project_api_keys_list.json",
                        world -> world.asking.openai(projects + "/proj_1/api_keys", "limit", "1")),
                row(
                        "openai/project_service_accounts_list.json",
                        world -> world.asking.openai(projects + "/proj_1/service_accounts")),
                row("anthropic/messages_usage_page.json", world -> world.anthropicDay()),
                row("anthropic/cost_report_page.json", SampleShapeTest::anthropicCosts),
                row("anthropic/claude_code_usage_page.json", SampleShapeTest::claudeCode),
                row(
                        "azure/spec_deployments_list.json",
                        world -> world.asking.azure(World.ACCOUNT + "/deployments", "api-version", "2024-10-01")),
                row("gcp/oauth_token_response.json", world -> world.asking.gcpSignIn()),
                row("gcp/timeseries_empty.json", world -> world.gcpDay("interval.endTime", "2026-11-20T05:00:00Z")));
    }

    private static Object[] row(String sample, Function<World, Reply> asked) {
        return new Object[] {sample, asked};
    }

    private static Reply embeddings(World world) {
        world.simulator
                .book()
                .put(
                        Provider.OPENAI,
                        World.HOUR,
                        List.of(Figure.of(Provider.OPENAI, World.HOUR, "text-embedding-3-small")
                                .tokens(16, 0)
                                .requests(2)
                                .figure()));
        return world.asking.openai(
                "/organization/usage/embeddings", "start_time", "1795132800", "end_time", "1795219200");
    }

    private static Reply costs(World world) {
        return world.asking.openai("/organization/costs", "start_time", "1795132800", "end_time", "1795219200");
    }

    private static Reply anthropicCosts(World world) {
        return world.asking.anthropic(
                "/v1/organizations/cost_report",
                "starting_at",
                "2026-11-20T00:00:00Z",
                "group_by[]",
                "description",
                "limit",
                "1");
    }

    private static Reply claudeCode(World world) {
        return world.asking.anthropic("/v1/organizations/usage_report/claude_code", "starting_at", "2026-11-20");
    }

    @Test
    void azureMetricsHaveTheMembersOfBothExamples() throws IOException {
        try (World world = new World()) {
            Map<String, Set<String>> shape =
                    shape(world.azureDay("metricnames", "InputTokens", "$filter", "ModelDeploymentName eq '*'")
                            .json());
            Map<String, Set<String>> two = shape(sample("azure/spec_metrics_two_series.json"));
            two.put("/value[]/errorCode", Set.of("STRING"));
            two.remove("/value[]/timeseries[]/data[]/count");
            two.remove("/value[]/timeseries[]/data[]/average");
            two.put("/value[]/timeseries[]/data[]/total", Set.of("NUMBER"));
            assertThat(shape).isEqualTo(two);

            world.simulator.script().add(Rule.of(Fault.METRIC_ERROR));
            Map<String, Set<String>> failed = shape(
                    world.azureDay("metricnames", "InputTokens,OutputTokens").json());
            assertThat(failed.keySet())
                    .containsAll(List.of("/value[]/errorMessage", "/value[]/errorCode"))
                    .allMatch(member -> member.endsWith("/total")
                            || quietly("azure/spec_metrics_partial_error.json").containsKey(member));
        }
    }

    @Test
    void azureAccountsHaveTheMembersOfTheExample() throws IOException {
        try (World world = new World()) {
            Map<String, Set<String>> account = shape(world.asking
                    .azure(
                            "/subscriptions/sub-1/providers/Microsoft.CognitiveServices/accounts",
                            "api-version",
                            "2024-10-01")
                    .json());
            Map<String, Set<String>> published = shape(sample("azure/spec_accounts_list.json"));
            published.keySet().removeIf(member -> member.startsWith("/value[]/tags/"));
            assertThat(account).isEqualTo(published);
        }
    }

    @Test
    void timeSeriesHaveAtLeastTheMembersThatConnectorsRead() throws IOException {
        try (World world = new World()) {
            assertThat(shape(world.gcpDay().json()))
                    .containsAllEntriesOf(shape(sample("gcp/timeseries_single_page.json")));
        }
    }

    private static Map<String, Set<String>> quietly(String sample) {
        try {
            return shape(sample(sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each member's path with its types; of something that may be null only that it is there. */
    private static Map<String, Set<String>> shape(JsonNode tree) {
        Map<String, Set<String>> shape = new TreeMap<>();
        collect(tree, "", shape);
        return shape;
    }

    private static void collect(JsonNode node, String path, Map<String, Set<String>> shape) {
        if (node.isArray()) {
            node.forEach(item -> collect(item, path + "[]", shape));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : new ArrayList<>(node.properties())) {
                String inner = path + "/" + member.getKey();
                Set<String> types = shape.computeIfAbsent(inner, any -> new TreeSet<>());
                if (!mayBeNull(member.getKey())) {
                    types.add(member.getValue().getNodeType().name());
                }
                collect(member.getValue(), inner, shape);
            }
        }
    }

    private static boolean mayBeNull(String member) {
        return member.endsWith("_id")
                || Set.of(
                                "model",
                                "batch",
                                "service_tier",
                                "line_item",
                                "quantity",
                                "quantity_unit",
                                "next_page",
                                "archived_at",
                                "context_window",
                                "inference_geo")
                        .contains(member);
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SampleShapeTest.class.getResourceAsStream("/provider-samples/" + name))) {
            return MAPPER.readTree(in);
        }
    }
}
