package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Provider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicTest {

    private static final String COSTS = "/v1/organizations/cost_report";
    private static final String CODE = "/v1/organizations/usage_report/claude_code";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyKindOfInputIsByItselfAndRequestsAreNot() {
        JsonNode row = rows(world.anthropicDay()).path(0);
        assertThat(row.path("uncached_input_tokens").asLong()).isEqualTo(1000);
        assertThat(row.path("cache_read_input_tokens").asLong()).isEqualTo(400);
        assertThat(row.at("/cache_creation/ephemeral_5m_input_tokens").asLong()).isEqualTo(50);
        assertThat(row.at("/cache_creation/ephemeral_1h_input_tokens").asLong()).isEqualTo(25);
        assertThat(row.path("output_tokens").asLong()).isEqualTo(300);
        assertThat(row.has("num_model_requests") || row.has("cache_creation_input_tokens"))
                .isFalse();
    }

    @Test
    void startIsSnappedToTheBucketAndBucketsEndBeforeTheEnd() {
        JsonNode data = world.anthropicDay(
                        "bucket_width",
                        "1h",
                        "starting_at",
                        "2026-11-20T10:40:00+00:00",
                        "ending_at",
                        "2026-11-20T12:59:00Z")
                .json()
                .path("data");
        assertThat(data.findValuesAsText("starting_at"))
                .containsExactly("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "limit,32",
        "starting_at,2026-11-20",
        "starting_at,1795132800",
        "bucket_width,1w",
        "group_by[],department",
        "group_by,model",
        "group_by[],speed",
        "ending_at,2026-11-20T00:00:00Z",
        "page,page_MjAyNS0wNS0xNFQwMDowMDowMFo="
    })
    void refuses(String name, String value) {
        Reply reply = world.anthropicDay(name, value);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void fiveDimensionsAreTheMost() {
        String[] five = {
            "group_by[]",
            "account_id",
            "group_by[]",
            "api_key_id",
            "group_by[]",
            "workspace_id",
            "group_by[]",
            "model",
            "group_by[]",
            "service_tier"
        };
        assertThat(world.anthropicDay(five).status()).isEqualTo(200);
        Reply six = world.anthropicDay(World.joined(five, "group_by[]", "context_window"));
        assertThat(six.status()).isEqualTo(400);
        assertThat(six.json().at("/error/message").asText())
                .isEqualTo("Cannot specify more than 5 group_by[] dimensions.");
    }

    @Test
    void useOfAServiceAccountHasNoAccount() {
        world.simulator.book().names().add(ApiKey.ofServiceAccount(Provider.ANTHROPIC, "apikey_2", "svac_1", null));
        world.simulator
                .book()
                .put(
                        Provider.ANTHROPIC,
                        World.HOUR,
                        List.of(Figure.of(Provider.ANTHROPIC, World.HOUR, "claude-opus-5")
                                .user("user_1")
                                .key("apikey_2")
                                .tokens(5, 5)
                                .batch()
                                .figure()));
        JsonNode row = rows(world.anthropicDay(
                        "group_by[]",
                        "account_id",
                        "group_by[]",
                        "service_account_id",
                        "group_by[]",
                        "service_tier",
                        "group_by[]",
                        "workspace_id"))
                .path(0);
        assertThat(row.path("account_id").isNull()).isTrue();
        assertThat(row.path("workspace_id").isNull()).isTrue();
        assertThat(row.path("service_account_id").asText()).isEqualTo("svac_1");
        assertThat(row.path("service_tier").asText()).isEqualTo("batch");
    }

    @Test
    void costsAreCentsInDecimalTextAndWithoutThePriorityTier() {
        world.simulator
                .book()
                .late(
                        World.HOUR,
                        Figure.of(Provider.ANTHROPIC, World.HOUR, "claude-opus-5")
                                .tier("priority")
                                .tokens(1_000_000, 0)
                                .figure());
        JsonNode rows =
                rows(world.asking.anthropic(COSTS, "starting_at", "2026-11-20T00:00:00Z", "group_by[]", "description"));
        JsonNode output = rows.path(rows.findValuesAsText("token_type").indexOf("output_tokens"));
        assertThat(output.path("amount").isTextual()).isTrue();
        assertThat(output.path("amount").asText()).isEqualTo("0.75");
        JsonNode input = rows.path(rows.findValuesAsText("token_type").indexOf("uncached_input_tokens"));
        assertThat(input.path("amount").asText()).isEqualTo("0.5");
    }

    @Test
    void costsHaveTheirOwnLimits() {
        assertThat(costs("bucket_width", "1h").status()).isEqualTo(400);
        assertThat(costs("group_by[]", "api_key_id").status()).isEqualTo(400);
        Reply today = world.asking.anthropic(COSTS, "starting_at", "2026-11-22T00:00:00Z");
        assertThat(today.status()).isEqualTo(400);
        assertThat(today.text()).contains("no valid ending date after starting_at");
    }

    private Reply costs(String name, String value) {
        return world.asking.anthropic(COSTS, "starting_at", "2026-11-20T00:00:00Z", name, value);
    }

    @Test
    void claudeCodeAnswersOneDayOfWhatIsAnHourOld() {
        world.simulator.book().coding(World.coding("two@example.org"));
        JsonNode first = code("limit", "1").json();
        assertThat(first.path("has_more").asBoolean()).isTrue();
        JsonNode second =
                code("limit", "1", "page", first.path("next_page").asText()).json();
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(second.path("data").path(0).at("/actor/email_address").asText())
                .isEqualTo("two@example.org");
        world.at("2026-11-21T00:59:59Z");
        assertThat(code().json().path("data")).isEmpty();
        world.at("2026-11-21T01:00:00Z");
        assertThat(code().json().path("data")).hasSize(2);
        assertThat(world.asking
                        .anthropic(CODE, "starting_at", "2026-11-20T00:00:00Z")
                        .status())
                .isEqualTo(400);
    }

    private Reply code(String... more) {
        return world.asking.anthropic(CODE, World.joined(more, "starting_at", "2026-11-20"));
    }

    @Test
    void versionAndKeyAreNeeded() {
        String url = world.simulator.access().anthropic() + "/v1/organizations/users";
        assertThat(world.asking
                        .get(url, Map.of("anthropic-version", "2023-06-01"))
                        .status())
                .isEqualTo(401);
        assertThat(world.asking
                        .get(url, Map.of("x-api-key", world.simulator.access().anthropicKey()))
                        .status())
                .isEqualTo(400);
        assertThat(world.asking.get(url, world.asking.anthropicHeaders()).status())
                .isEqualTo(200);
    }

    @Test
    void namesCanBeListed() {
        assertThat(world.asking
                        .anthropic("/v1/organizations/users")
                        .json()
                        .path("data")
                        .findValuesAsText("email"))
                .containsExactly("one@example.org");
        assertThat(world.asking
                        .anthropic("/v1/organizations/workspaces")
                        .json()
                        .path("data")
                        .findValuesAsText("id"))
                .containsExactly("wrkspc_1");
        assertThat(world.asking
                        .anthropic("/v1/organizations/api_keys")
                        .json()
                        .at("/data/0/created_by/id")
                        .asText())
                .isEqualTo("user_1");
    }

    private static JsonNode rows(Reply reply) {
        return reply.json().path("data").path(0).path("results");
    }
}
