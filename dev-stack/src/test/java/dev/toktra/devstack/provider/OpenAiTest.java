package dev.toktra.devstack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.provider.book.Amounts;
import dev.toktra.devstack.provider.book.Figure;
import dev.toktra.devstack.provider.names.ApiKey;
import dev.toktra.devstack.provider.names.Credentials.AdminKey;
import dev.toktra.devstack.provider.names.Credentials.Admission;
import dev.toktra.devstack.provider.names.PriceTag;
import dev.toktra.devstack.provider.names.Provider;
import dev.toktra.devstack.provider.names.User;
import dev.toktra.devstack.provider.report.TokenKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiTest {

    private static final String USAGE = "/organization/usage/completions";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tokensAddUpAsTheDescriptionSays() {
        JsonNode row = rows(world.openAiDay()).get(0);
        assertThat(row.path("input_tokens").asLong()).isEqualTo(1475);
        assertThat(row.path("input_uncached_tokens").asLong()).isEqualTo(1000);
        assertThat(row.path("input_cached_tokens").asLong()).isEqualTo(400);
        assertThat(row.path("input_cache_write_tokens").asLong()).isEqualTo(75);
        assertThat(row.path("output_tokens").asLong()).isEqualTo(300);
        assertThat(row.path("num_model_requests").asLong()).isEqualTo(7);
    }

    @Test
    void dimensionsAreNullUnlessAskedFor() {
        assertThat(rows(world.openAiDay()).get(0).path("model").isNull()).isTrue();
        JsonNode row = rows(world.openAiDay("group_by[]", "model", "group_by[]", "batch"))
                .get(0);
        assertThat(row.path("model").asText()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(row.path("batch").isBoolean()).isTrue();
        assertThat(row.path("user_id").isNull()).isTrue();
    }

    @Test
    void listsMayBeWrittenInThreeWays() {
        JsonNode brackets =
                world.openAiDay("group_by[]", "model", "group_by[]", "user_id").json();
        assertThat(world.openAiDay("group_by", "model", "group_by", "user_id").json())
                .isEqualTo(brackets);
        assertThat(world.openAiDay("group_by", "model,user_id").json()).isEqualTo(brackets);
    }

    @Test
    void firstBucketIsCutAtItsStart() {
        JsonNode first = world.asking
                .openai(USAGE, "start_time", "1795170600", "end_time", "1795219200")
                .json()
                .path("data")
                .path(0);
        assertThat(first.path("start_time").asLong()).isEqualTo(1795170600);
        assertThat(first.path("end_time").asLong()).isEqualTo(1795219200);
        assertThat(first.path("results").path(0).path("output_tokens").asLong()).isEqualTo(150);
    }

    @Test
    void hoursWithoutUseAreEmptyBuckets() {
        JsonNode data = world.openAiDay("bucket_width", "1h").json().path("data");
        assertThat(data).hasSize(24);
        assertThat(data.path(9).path("results")).isEmpty();
        assertThat(data.path(10).path("results")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "start_time,2026-11-20,start_time,invalid_type",
        "limit,32,,invalid_request_error",
        "bucket_width,1w,bucket_width,invalid_request_error",
        "group_by[],department,group_by,invalid_request_error",
        "groupby,model,groupby,invalid_request_error",
        "end_time,1795132800,end_time,invalid_request_error",
        "page,page_abc,page,invalid_request_error"
    })
    void refuses(String name, String value, String parameter, String code) {
        Reply reply = world.openAiDay(name, value);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("param").asText(null)).isEqualTo(parameter);
        assertThat(reply.json().path("error").path("code").asText()).isEqualTo(code);
    }

    @Test
    void limitAboveTheMaximumIsRefusedInTheWordsOfTheProvider() {
        Reply reply = world.asking.openai("/organization/costs", "start_time", "1795132800", "limit", "366");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("message").asText())
                .isEqualTo("Invalid limit provided: 366. Limit must be less than or equal to 180.");
    }

    @Test
    void costsKnowNoHoursAndNoKeysBeforeTheirTime() {
        assertThat(world.asking
                        .openai("/organization/costs", "start_time", "1795132800", "bucket_width", "1h")
                        .status())
                .isEqualTo(400);
        Reply early =
                world.asking.openai("/organization/costs", "start_time", "1764979199", "group_by[]", "api_key_id");
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.json().path("error").path("message").asText()).contains("1764979200");
        assertThat(world.asking
                        .openai("/organization/costs", "start_time", "1795132800", "group_by[]", "api_key_id")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void costsAreAtThePricesThatWereToldAndABatchCostsHalf() {
        PriceTag told = new PriceTag(
                Provider.OPENAI,
                "gpt-4o-2024-08-06",
                BigDecimal.valueOf(20),
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE);
        Amounts million = new Amounts(1_000_000, 3_000_000, 0, 0, 0, 1);

        assertThat(TokenKind.INPUT.usd(told, million, false)).isEqualByComparingTo("20");
        assertThat(TokenKind.INPUT.usd(told, million, true)).isEqualByComparingTo("10");
        assertThat(TokenKind.CACHE_READ.usd(told, million, false)).isEqualByComparingTo("3");
        BigDecimal before = outputCost();
        world.simulator.book().names().add(told);
        assertThat(outputCost()).isEqualByComparingTo(before.multiply(new BigDecimal("0.08")));
    }

    private BigDecimal outputCost() {
        return world
                .asking
                .openai("/organization/costs", "start_time", "1795132800", "group_by[]", "line_item")
                .json()
                .findParents("line_item")
                .stream()
                .filter(row -> row.path("line_item").asText().equals("gpt-4o-2024-08-06, output"))
                .findFirst()
                .orElseThrow()
                .path("amount")
                .path("value")
                .decimalValue();
    }

    @Test
    void costsAreDollarsByLine() {
        JsonNode rows = world.asking
                .openai("/organization/costs", "start_time", "1795132800", "group_by[]", "line_item")
                .json()
                .path("data")
                .path(0)
                .path("results");
        assertThat(rows.findValuesAsText("line_item"))
                .contains("gpt-4o-2024-08-06, input", "gpt-4o-2024-08-06, output");
        JsonNode output = rows.path(rows.findValuesAsText("line_item").indexOf("gpt-4o-2024-08-06, output"));
        assertThat(output.path("amount").path("value").decimalValue()).isEqualByComparingTo("0.00375");
        assertThat(output.path("quantity").asLong()).isEqualTo(300);
    }

    @Test
    void pageTokenBelongsToItsQuery() {
        String page = world.openAiDay("bucket_width", "1h", "limit", "5")
                .json()
                .path("next_page")
                .asText();
        assertThat(world.openAiDay("bucket_width", "1h", "limit", "5", "page", page)
                        .status())
                .isEqualTo(200);
        assertThat(world.openAiDay("bucket_width", "1h", "limit", "6", "page", page)
                        .status())
                .isEqualTo(400);
        assertThat(world.openAiDay("bucket_width", "1h", "limit", "5", "group_by[]", "model", "page", page)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void bucketGoesOnOnTheNextPage() {
        world.simulator.book().put(Provider.OPENAI, World.HOUR, List.of(figure("a"), figure("b"), figure("c")));
        world.simulator.script().rowsPerPage(Provider.OPENAI, 2);
        JsonNode first = world.openAiDay("group_by[]", "model").json();
        JsonNode second = world.openAiDay(
                        "group_by[]", "model", "page", first.path("next_page").asText())
                .json();
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(first.path("data").path(0).path("results").findValuesAsText("model"))
                .containsExactly("a", "b");
        assertThat(second.path("data").path(0).path("start_time").asLong()).isEqualTo(1795132800);
        assertThat(second.path("data").path(0).path("results").findValuesAsText("model"))
                .containsExactly("c");
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void listsSkipTheRemovedAndHideKeysOfThoseWithoutAccess() {
        world.simulator.book().names().add(new User(Provider.OPENAI, "user-0", "gone@example.org", true));
        world.simulator
                .book()
                .names()
                .add(ApiKey.ofUser(Provider.OPENAI, "key_3", "user-1", "proj_1").withoutAccess());
        world.simulator
                .book()
                .names()
                .add(ApiKey.ofUser(Provider.OPENAI, "key_4", "user-1", "proj_1").asDeleted());
        String keys = "/organization/projects/proj_1/api_keys";
        assertThat(ids(world.asking.openai("/organization/users"))).containsExactly("user-1");
        assertThat(ids(world.asking.openai(keys))).containsExactly("key_1", "key_2");
        assertThat(ids(world.asking.openai(keys, "owner_project_access", "any")))
                .containsExactly("key_1", "key_2", "key_3");
        JsonNode page = world.asking.openai(keys, "limit", "1").json();
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(ids(world.asking.openai(
                        keys, "limit", "1", "after", page.path("last_id").asText())))
                .containsExactly("key_2");
    }

    @Test
    void otherKeysAreRefused() {
        world.simulator
                .book()
                .names()
                .credentials()
                .admit(new AdminKey(Provider.OPENAI, "sk-admin-narrow", Admission.WITHOUT_SCOPE));
        assertThat(status("sk-admin-unknown")).isEqualTo(401);
        assertThat(status("sk-proj-ordinary")).isEqualTo(403);
        assertThat(status("sk-admin-narrow")).isEqualTo(403);
    }

    private int status(String key) {
        return world.asking
                .get(
                        world.simulator.access().openai() + "/organization/projects?limit=1",
                        Map.of("Authorization", "Bearer " + key))
                .status();
    }

    private static Figure figure(String model) {
        return Figure.of(Provider.OPENAI, World.HOUR, model)
                .tokens(10, 5)
                .requests(1)
                .figure();
    }

    private static List<String> ids(Reply reply) {
        return reply.json().path("data").findValuesAsText("id").stream()
                .filter(id -> !id.startsWith("user-1") || !reply.text().contains("redacted_value"))
                .filter(id -> !id.startsWith("svc"))
                .toList();
    }

    private static JsonNode rows(Reply reply) {
        return reply.json().path("data").path(0).path("results");
    }
}
