package dev.toktra.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class ProblemsTest {

    private static final String GOOD =
            "{'name':'a','count':1,'day':'2026-01-01','id':'0193b1f0-0000-7000-8000-000000000001',"
                    + "'colour':'RED','lines':[{'text':'x','amount':1}]}";

    private static ValidatableResponse isProblem(ValidatableResponse answer, int status, String error) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("error", equalTo(error))
                .body("type", startsWith(ProblemBody.TYPES))
                .body("title", not(nullValue()))
                .body("detail", not(nullValue()))
                .body("instance", not(nullValue()));
    }

    private static ValidatableResponse order(String body) {
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/probe/orders")
                .then();
    }

    @Test
    void goodBodyPasses() {
        order(GOOD).statusCode(200);
    }

    static Stream<Arguments> otherShapes() {
        return Stream.of(
                Arguments.of("'count':1", "'count':'x'", "/count", "must be a number"),
                Arguments.of("2026-01-01", "2026-13-41", "/day", "must be a date or time in ISO 8601"),
                Arguments.of("0193b1f0-", "zzzzzzzz-", "/id", "must be a UUID"),
                Arguments.of("RED", "BLUE", "/colour", "must be one of red, green"),
                Arguments.of("'lines':[", "'lines':7,'a':[", "/lines", "must be an array"),
                Arguments.of("'amount':1", "'amount':[]", "/lines/0/amount", "must be a number"),
                Arguments.of("'count':1", "'count':-1", "", "count must not be negative"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("otherShapes")
    void bodyOfAnotherShapeIsPointedAt(String part, String replacement, String pointer, String detail) {
        isProblem(order(GOOD.replace(part, replacement)), 400, "bad_request")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].detail", equalTo(detail))
                .body(not(containsString("toktra.problem.")));
    }

    @Test
    void brokenJsonNamesThePlace() {
        isProblem(order("{'name': secret"), 400, "bad_request")
                .body("detail", containsString("line 1, column"))
                .body(not(containsString("secret")));
        isProblem(order(""), 400, "bad_request").body("detail", equalTo("The body is empty."));
        isProblem(order("null"), 400, "bad_request");
        isProblem(order("{'lines':" + "[".repeat(2000)), 400, "bad_request");
    }

    @Test
    void bugAnswersAnIdAndNothingElse() {
        isProblem(given().get("/probe/bug").then(), 500, "internal")
                .body("instance", startsWith("urn:uuid:"))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void whatAResourceThrowsKeepsItsHeaders() {
        isProblem(given().get("/probe/unavailable").then(), 503, "unavailable")
                .header("Retry-After", "2")
                .body("type", equalTo(ProblemBody.TYPES + "queue-away"));
        isProblem(given().get("/probe/unauthorized").then(), 401, "unauthorized")
                .body(not(containsString("abc")));
        given().redirects().follow(false).get("/probe/redirect").then().statusCode(303);
    }

    @Test
    void routingFailuresAreProblems() {
        isProblem(given().get("/nowhere").then(), 404, "not_found").body("instance", equalTo("/nowhere"));
        isProblem(given().delete("/probe/bug").then(), 405, "method_not_allowed");
        isProblem(given().accept("text/csv").get("/probe/query").then(), 406, "not_acceptable");
        isProblem(
                given().contentType("text/plain")
                        .body("x")
                        .post("/probe/orders")
                        .then(),
                415,
                "unsupported_media_type");
    }

    @Test
    void unknownQueryParametersAreRefused() {
        given().get("/probe/query?limit=1&start_date=a&until=b&further=c")
                .then()
                .statusCode(200);
        isProblem(given().get("/probe/query?limit=1&strat_date=a&zone=b").then(), 400, "bad_request")
                .body("errors", hasSize(2))
                .body("errors[0].pointer", equalTo("?strat_date"))
                .body("errors[1].pointer", equalTo("?zone"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1&limit=2, is given more than once",
        "limit=1&limit=1, is given more than once",
        "limit=, must not be empty",
        "limit, must not be empty",
        "limit=%20, must not be empty"
    })
    void repeatedAndEmptyQueryParametersAreRefused(String query, String detail) {
        isProblem(
                        given().urlEncodingEnabled(false)
                                .get("/probe/query?until=b&" + query)
                                .then(),
                        400,
                        "bad_request")
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("?limit"))
                .body("errors[0].detail", equalTo(detail));
    }
}
