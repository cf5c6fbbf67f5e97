package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageCsvTest {

    private static final String RANGE = Companies.RANGE;

    @Test
    void csvIsTheWholeListWithTheSameFigures() throws SQLException {
        Company company = Companies.filled(1500, day -> day.getDayOfMonth() % 5 == 0);
        for (String period : List.of("hourly", "daily")) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("period", period);
            query.put("group_by", "user,model,provider,department,team,application");
            query.put("start_date", "2026-02-01");
            query.put("end_date", "2026-02-28");
            List<JsonNode> items = Api.analyst(company.org).all(query, 1000);
            HttpResponse<String> csv =
                    Api.analyst(company.org).get("/v1/usage?" + Api.query(query), "Accept", "text/csv");
            assertThat(csv.statusCode()).isEqualTo(200);
            assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
            assertThat(csv.headers().allValues("Content-Type")).hasSize(1);
            assertThat(items).hasSizeGreaterThan(1000);
            assertThat(csv.body()).isEqualTo(asCsv(items)).contains("'=cmd()");
        }
    }

    /** Written from the JSON answer alone. */
    private static String asCsv(List<JsonNode> items) {
        StringBuilder csv = new StringBuilder();
        Map<String, String> first = flat(items.get(0));
        csv.append(String.join(",", first.keySet())).append("\r\n");
        for (JsonNode item : items) {
            csv.append(String.join(",", flat(item).values())).append("\r\n");
        }
        return csv.toString();
    }

    private static Map<String, String> flat(JsonNode item) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> members = item.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            if (List.of("estimated", "calibrated", "reconciled").contains(member.getKey())) {
                for (String part :
                        List.of("input", "output", "fresh_input", "cache_read", "cache_write", "reasoning")) {
                    cells.put(
                            member.getKey() + "_" + part,
                            member.getValue().path(part).asText(""));
                }
            } else {
                String text =
                        member.getValue().isNull() ? "" : member.getValue().asText();
                text = text.startsWith("=") ? "'" + text : text;
                cells.put(member.getKey(), text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text);
            }
        }
        return cells;
    }

    @Test
    void jsonIsAnsweredUnlessCsvIsAskedFor() throws SQLException {
        Api api = Api.analyst(Companies.filled(3, day -> false).org);
        for (String accept : List.of("*/*", "application/json", "application/*", "text/csv;q=0.5, application/json")) {
            HttpResponse<String> answer = api.get("/v1/usage?" + RANGE, "Accept", accept);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(accept)
                    .startsWith("application/json");
        }
        assertThat(api.get("/v1/usage?" + RANGE, "Accept", "text/csv, */*;q=0.1")
                        .body())
                .startsWith("period,");
    }

    @Test
    void csvTakesNeitherLimitNorCursor() throws SQLException {
        Api api = Api.analyst(Companies.filled(0, day -> false).org);
        assertThat(api.get("/v1/usage?limit=5&cursor=x", "Accept", "text/csv").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/v1/usage?start_date=2026-02-02&end_date=2026-02-01", "Accept", "text/csv")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get("/v1/usage", "Accept", "text/csv").body())
                .startsWith("period,")
                .endsWith("\r\n");
    }
}
