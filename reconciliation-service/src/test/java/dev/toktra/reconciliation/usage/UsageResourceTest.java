package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.TokenCounts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageResourceTest {

    private static final ZoneId ZONE = Companies.ZONE;
    private static final LocalDate DAY = Companies.MIDDLE;
    private static final String RANGE = Companies.RANGE;

    private static Call call(String at, int identity, String model) {
        return new Call(Instant.parse(at), identity, "openai", model, "cli", new TokenCounts(5, 3, 2, 7, 1));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aLineSaysWhatIsKnownAndNothingElse() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        company.calls.add(call("2026-02-09T18:10:00Z", 0, "gpt-4o"));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> false);
        }
        JsonNode page = Api.analyst(company.org).json("/v1/usage?" + RANGE);
        assertThat(names(page))
                .containsExactlyInAnyOrder("items", "next_cursor", "has_more", "total_count", "as_of", "freshness");
        assertThat(page.get("total_count").asInt()).isEqualTo(1);
        assertThat(page.get("freshness").toString())
                .isEqualTo("[{\"provider\":\"openai\",\"connection_id\":null,\"state\":\"not_connected\","
                        + "\"last_success_at\":null,\"settled_through\":null}]");
        assertThat(page.get("items").get(0).toString())
                .isEqualTo("{\"period\":\"2026-02-09\",\"user_id\":\"" + company.people.get(0)
                        + "\",\"user_email\":\"p0@acme.test\",\"user_name\":\"Person 0\",\"model\":\"gpt-4o\","
                        + "\"provider\":\"openai\",\"total_requests\":1,\"total_input_tokens\":10,"
                        + "\"total_output_tokens\":7,\"total_cost_usd\":0.017,\"unpriced_tokens\":0,"
                        + "\"estimated_cost_usd\":0.017,\"reconciled_cost_usd\":null,"
                        + "\"status\":\"estimated\",\"settled_share\":0,"
                        + "\"estimated\":{\"input\":10,\"output\":7,\"fresh_input\":5,\"cache_read\":3,"
                        + "\"cache_write\":2,\"reasoning\":1},\"calibrated\":null,\"reconciled\":null}");
    }

    @Test
    void everyConnectionSaysHowFreshItIs() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        company.calls.add(call("2026-02-09T18:10:00Z", 0, "gpt-4o"));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> false);
            tables.update(connection("anthropic", "now() - interval '5 minutes'", false, "null"), company.org);
            tables.update(connection("azure_openai", "now() - interval '5 minutes'", true, "null"), company.org);
            tables.update(connection("gcp_vertex", "now() - interval '4 hours'", false, "null"), company.org);
            tables.update(connection("mistral", "null", false, "null"), company.org);
            tables.update(connection("openai", "now()", false, "now()"), company.org);
        }
        Api api = Api.analyst(company.org);
        for (String path : List.of("/v1/usage?", "/v1/usage/summary?")) {
            JsonNode freshness = api.json(path + RANGE).get("freshness");
            assertThat(freshness.findValuesAsText("provider"))
                    .containsExactly("anthropic", "azure_openai", "gcp_vertex", "mistral", "openai");
            assertThat(freshness.findValuesAsText("state"))
                    .containsExactly("fresh", "stale", "stale", "missing", "not_connected");
            assertThat(freshness.get(0).get("settled_through").asText()).isEqualTo("2026-02-08T00:00:00Z");
            assertThat(freshness.get(4).get("connection_id").isNull()).isTrue();
            assertThat(api.json(path + RANGE + "&provider=mistral").get("freshness"))
                    .hasSize(1);
        }
    }

    private static String connection(String provider, String read, boolean stale, String deleted) {
        return ("insert into provider_connection values (gen_random_uuid(), ?, '%1$s', '%1$s', '{}', 'active', 1, 1, 'abcd',"
                        + " now(), now(), %2$s::timestamptz, %3$s, '2026-02-08 00:00Z', null, null, null, %4$s)")
                .formatted(provider, deleted, read, stale);
    }

    @Test
    void anHourThatMidnightCutsIsTwoLines() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        company.calls.add(call("2026-02-10T18:10:00Z", 0, "m"));
        company.calls.add(call("2026-02-10T18:20:00Z", 0, "m"));
        company.calls.add(call("2026-02-10T19:00:00Z", 0, "m"));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> false);
        }
        JsonNode page = Api.analyst(company.org).json("/v1/usage?period=hourly&group_by=model&" + RANGE);
        assertThat(page.get("items").findValuesAsText("period"))
                .containsExactly("2026-02-10T23:45:00+05:45", "2026-02-11T00:00:00+05:45", "2026-02-11T00:45:00+05:45");
    }

    @Test
    void unitsHaveNamesAndWhatIsUnknownIsVisible() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        company.calls.add(call("2026-02-05T05:00:00Z", 0, "m"));
        company.calls.add(call("2026-02-05T05:00:00Z", 6, "m"));
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> true);
        }
        JsonNode items = Api.analyst(company.org)
                .json("/v1/usage?period=monthly&group_by=team,department,user&" + RANGE)
                .get("items");
        assertThat(items.get(0).get("department_name").asText()).isEqualTo("Department 1");
        assertThat(items.get(0).get("team_name").asText()).isEqualTo("Team 0");
        JsonNode unknown = items.get(1);
        assertThat(unknown.get("user_id").asText()).isEqualTo("unknown");
        for (String member : List.of("user_email", "user_name", "department_id", "department_name", "team_id")) {
            assertThat(unknown.get(member).isNull()).as(member).isTrue();
        }
    }

    @Test
    void theLastThirtyDaysAreAskedWhereNoneAre() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        LocalDate today = LocalDate.now(ZONE);
        for (LocalDate day : List.of(today, today.minusDays(29), today.minusDays(30))) {
            company.calls.add(call(day.atTime(0, 1).atZone(ZONE).toInstant().toString(), 0, "m"));
        }
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> false);
        }
        assertThat(Api.analyst(company.org).json("/v1/usage").get("items").findValuesAsText("period"))
                .containsExactly(today.minusDays(29).toString(), today.toString());
    }

    @Test
    void dirtyAndCleanDaysAreTheSame() throws SQLException {
        Company clean = Companies.filled(300, day -> false);
        Company dirty = Companies.filled(300, day -> true);
        for (String period : List.of("daily", "weekly", "monthly")) {
            String path = "/v1/usage?limit=1000&group_by=model,provider,application&period=" + period + "&" + RANGE;
            assertThat(tokens(Api.analyst(dirty.org).json(path)))
                    .isEqualTo(tokens(Api.analyst(clean.org).json(path)));
        }
    }

    /** The lines without what they cost: no price is known for the days that the rollup has not seen. */
    private static JsonNode tokens(JsonNode page) {
        page.get("items")
                .forEach(item ->
                        ((ObjectNode) item).remove(List.of("total_cost_usd", "estimated_cost_usd", "unpriced_tokens")));
        return page.get("items");
    }

    @Test
    void theSourceDecidesTheTotalsOnly() throws SQLException {
        Company company = Companies.filled(5, day -> false);
        Api api = Api.analyst(company.org);
        JsonNode best = api.json("/v1/usage?source=best&" + RANGE).get("items");
        assertThat(api.json("/v1/usage?source=estimated&" + RANGE).get("items")).isEqualTo(best);
        JsonNode reconciled = api.json("/v1/usage?source=reconciled&" + RANGE).get("items");
        assertThat(reconciled.get(0).get("total_input_tokens").isNull()).isTrue();
        assertThat(reconciled.get(0).get("total_output_tokens").isNull()).isTrue();
        assertThat(reconciled.get(0).get("estimated")).isEqualTo(best.get(0).get("estimated"));
    }

    @Test
    void mappingAnIdentityMovesItsPastDays() throws SQLException {
        Company company = Companies.filled(200, day -> day.getDayOfMonth() % 2 == 0);
        Api api = Api.analyst(company.org);
        String unknown = "/v1/usage?limit=1000&period=monthly&group_by=provider&user_id=unknown&" + RANGE;
        String person = unknown.replace("unknown", company.people.get(4).toString());
        long before = requests(api.json(unknown)) + requests(api.json(person));
        try (Tables tables = new Tables()) {
            Company.Known known = new Company.Known(6, 4, LocalDate.of(2020, 1, 1), null);
            tables.map(company, known);
            company.known.add(known);
        }
        assertThat(requests(api.json(person)))
                .isEqualTo(company.calls.stream()
                        .filter(call -> company.personOf(call) == 4)
                        .count())
                .isGreaterThan(20);
        assertThat(requests(api.json(unknown)) + requests(api.json(person))).isEqualTo(before);
    }

    private static long requests(JsonNode page) {
        long sum = 0;
        for (JsonNode item : page.get("items")) {
            sum += item.get("total_requests").asLong();
        }
        return sum;
    }

    @Test
    void theSameFiguresHaveTheSameTag() throws SQLException {
        Company company = Companies.filled(50, day -> false);
        Api api = Api.analyst(company.org);
        for (String path : List.of("/v1/usage?" + RANGE, "/v1/usage/summary?" + RANGE)) {
            HttpResponse<String> first = api.get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
            HttpResponse<String> again = api.get(path, "If-None-Match", "\"other\", " + tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
            try (Tables tables = new Tables()) {
                tables.update("update usage_daily set requests = requests + 1 where org_id = ?", company.org);
            }
            HttpResponse<String> changed = api.get(path, "If-None-Match", tag);
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        }
    }

    @Test
    void sumsBeyondLongAreRefusedInASentence() throws SQLException {
        Company company = Company.withHistory(ZONE, DAY);
        for (int i = 0; i < 3; i++) {
            company.calls.add(new Call(
                    DAY.plusDays(i).atStartOfDay(ZONE).toInstant(),
                    0,
                    "openai",
                    "m",
                    "cli",
                    new TokenCounts(Long.MAX_VALUE / 2, 0, 0, 0, 0)));
        }
        try (Tables tables = new Tables()) {
            tables.fill(company, day -> false);
        }
        Api api = Api.analyst(company.org);
        assertThat(api.get("/v1/usage?" + RANGE).statusCode()).isEqualTo(200);
        for (String path : List.of("/v1/usage?period=monthly&" + RANGE, "/v1/usage/summary?" + RANGE)) {
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("64-bit");
        }
    }

    @Test
    void anOrganisationThatTheDirectoryHasNotToldOfIsNotYetKnown() {
        HttpResponse<String> answer = Api.analyst(UUID.randomUUID()).get("/v1/usage");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("organisation-not-yet-known");
    }
}
