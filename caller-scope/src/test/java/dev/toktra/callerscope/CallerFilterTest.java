package dev.toktra.callerscope;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestStack.class)
class CallerFilterTest {

    private static final UUID ORG = UUID.fromString("01990000-0000-7000-8000-000000000001");

    private static CallerToken caller() {
        return TestCallers.caller(ORG, "caller-scope").roles("analyst");
    }

    private static ValidatableResponse get(String path, String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/probe/" + path)
                .then();
    }

    private static void refused(ValidatableResponse answer, String challenge) {
        answer.statusCode(401)
                .contentType("application/problem+json")
                .body("error", is("unauthorized"))
                .header("WWW-Authenticate", equalTo(challenge));
    }

    @Test
    void theTokenBecomesTheCaller() {
        get("who", caller().actor("key", "key-7").token()).statusCode(200).body(equalTo(ORG + " key-7 ORGANISATION"));
    }

    @Test
    void aMethodThatBlocksHasTheCallerToo() {
        get("blocking", caller().token()).statusCode(200).body(equalTo(ORG.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a b", "Bearer töken"})
    void withoutATokenThereIsAChallenge(String header) {
        refused(given().header("Authorization", header).get("/probe/who").then(), "Bearer realm=\"toktra\"");
        refused(given().get("/probe/who").then(), "Bearer realm=\"toktra\"");
    }

    @Test
    void aTokenThatProvesNothingIsInvalid() {
        String challenge = "Bearer realm=\"toktra\", error=\"invalid_token\"";
        refused(get("who", "abc.def.ghi"), challenge);
        refused(get("who", caller().signedByStranger().token()), challenge);
        refused(get("who", caller().expiresIn(Duration.ofSeconds(-30)).token()), challenge);
        refused(get("who", TestCallers.token(ORG, "scoring-service", "admin")), challenge);
        refused(get("blocking", caller().without("org").token()), challenge);
    }

    @Test
    void whatIsOpenNeedsNoCaller() {
        given().get("/probe/open").then().statusCode(200).body(equalTo("hello"));
        get("open", "nonsense").statusCode(200);
    }

    @Test
    void aMissingRoleIsForbidden() {
        get("admin", caller().token())
                .statusCode(403)
                .contentType("application/problem+json")
                .body("error", is("forbidden"))
                .body("detail", containsString("admin"));
        get("admin", caller().roles("admin").token()).statusCode(200);
    }

    @Test
    void theSchemeIsComparedWithoutCase() {
        given().header("Authorization", "bearer " + caller().token())
                .get("/probe/who")
                .then()
                .statusCode(200)
                .body(startsWith(ORG.toString()));
    }
}
