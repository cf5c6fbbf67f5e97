package dev.toktra.reconciliation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@TestProfile(DirtyDaysStay.class)
@WithTestResource(TestStack.class)
class UsageParametersTest {

    private static final String RANGE = Companies.RANGE;

    static Stream<Arguments> wrong() {
        return Stream.of(
                bad("period=yearly", "?period"),
                bad("period=", "?period"),
                bad("period=DAILY", "?period"),
                bad("start_date=2026-02-30", "?start_date"),
                bad("start_date=01.02.2026", "?start_date"),
                bad("start_date=2026-2-1", "?start_date"),
                bad("start_date=+12026-01-01", "?start_date"),
                bad("start_date=1969-12-31", "?start_date"),
                bad("start_date=0000-01-01", "?start_date"),
                bad("end_date=yesterday", "?end_date"),
                bad("start_date=2026-02-02&end_date=2026-02-01", "?end_date"),
                bad("start_date=9999-01-01", "?start_date"),
                bad("start_date=1990-01-01&end_date=2026-01-01", "?start_date"),
                bad("period=hourly&start_date=2026-01-01&end_date=2026-02-01", "?start_date"),
                bad("user_id=bob", "?user_id"),
                bad("user_id=1-1-1-1-1", "?user_id"),
                bad("department_id=unknown", "?department_id"),
                bad("team_id=%20", "?team_id"),
                bad("model=%00", "?model"),
                bad("model=", "?model"),
                bad("model=" + "x".repeat(201), "?model"),
                bad("provider=a%0Ab", "?provider"),
                bad("modell=gpt-4o", "?modell"));
    }

    static Stream<Arguments> wrongAsToTheList() {
        return Stream.of(
                bad("group_by=day", "?group_by"),
                bad("group_by=user,,model", "?group_by"),
                bad("group_by=user,user", "?group_by"),
                bad("group_by=", "?group_by"),
                bad("source=guess", "?source"),
                bad("cursor=abc", "?cursor"),
                bad("cursor=" + "A".repeat(3500), "?cursor"),
                bad("limit=0", "?limit"),
                bad("limit=1001", "?limit"),
                bad("limit=-1", "?limit"),
                bad("limit=ten", "?limit"),
                bad("limit=99999999999", "?limit"),
                bad("limit=10&limit=20", "?limit"));
    }

    private static Arguments bad(String query, String pointer) {
        return argumentSet(query.substring(0, Math.min(60, query.length())), query, pointer);
    }

    @ParameterizedTest
    @MethodSource({"wrong", "wrongAsToTheList"})
    void everyWrongParameterIsNamed(String query, String pointer) throws SQLException {
        HttpResponse<String> answer =
                Api.analyst(Companies.filled(0, day -> false).org).get("/v1/usage?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Api.parse(answer.body()).get("errors").findValuesAsText("pointer"))
                .containsExactly(pointer);
    }

    @Test
    void allWrongParametersAreNamedAtOnce() throws SQLException {
        HttpResponse<String> answer = Api.analyst(Companies.filled(0, day -> false).org)
                .get("/v1/usage?period=x&start_date=x&user_id=x&group_by=x&source=x&cursor=x&limit=x");
        assertThat(Api.parse(answer.body()).get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "?period", "?start_date", "?user_id", "?group_by", "?source", "?cursor", "?limit");
    }

    @Test
    void aCursorContinuesItsOwnListOnly() throws SQLException {
        Api api = Api.analyst(Companies.filled(100, day -> false).org);
        String path = "/v1/usage?limit=3&" + RANGE;
        String cursor = "&cursor=" + api.json(path).get("next_cursor").asText();
        assertThat(api.get(path + cursor).statusCode()).isEqualTo(200);
        for (String other : List.of(
                path + "&model=gpt-4o" + cursor,
                path + "&period=weekly" + cursor,
                path + "&group_by=model" + cursor,
                path.replace("02-28", "02-27") + cursor,
                path + cursor.substring(0, cursor.length() - 3) + "AAA")) {
            HttpResponse<String> answer = api.get(other);
            assertThat(answer.statusCode()).as(other).isEqualTo(400);
            assertThat(answer.body()).contains("?cursor");
        }
        assertThat(api.get("/v1/usage?limit=3" + cursor).statusCode())
                .as("the cursor brings its range along")
                .isEqualTo(200);
    }
}
