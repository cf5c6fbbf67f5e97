package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import dev.toktra.gateway.TestOrigin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init") // each test starts its origin
class PassageTest {

    private final TestOrganisation organisation = TestOrganisation.make();
    private TestOrigin origin;

    @BeforeEach
    void start() {
        origin = TestOrigin.start();
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private ValidatableResponse get(String path) {
        return organisation.admin().get(path).then();
    }

    private static void isProblem(ValidatableResponse answer, int status, String error) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .header("X-RateLimit-Remaining", notNullValue())
                .body("status", equalTo(status))
                .body("error", equalTo(error))
                .body("instance", notNullValue());
    }

    @Test
    void requestReachesTheServiceWithItsWholeAddress() {
        organisation
                .admin()
                .urlEncodingEnabled(false)
                .get("/v1/usage/summary?period=daily&group_by=user%2Cmodel")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("ok", equalTo(true));

        assertThat(origin.last().uri()).isEqualTo("/v1/usage/summary?period=daily&group_by=user%2Cmodel");
    }

    @Test
    void serviceLearnsTheCallerFromATokenThatTheKeySetVerifies() throws Exception {
        String key = organisation.key("usage:read").reveal();
        TestOrganisation.with(key).get("/v1/usage").then().statusCode(200);
        String authorization = origin.last().headers().get("Authorization");
        String keySet = RestAssured.get("/.well-known/jwks.json").asString();

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keySet).getJsonWebKeys()))
                .setExpectedIssuer("toktra-gateway")
                .setExpectedAudience("reconciliation-service")
                .setRequireExpirationTime()
                .build()
                .processToClaims(authorization.substring("Bearer ".length()));
        assertThat(claims.getStringClaimValue("org"))
                .isEqualTo(organisation.orgId().toString());
        assertThat(claims.getStringListClaimValue("scopes")).containsExactly("usage:read");
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("analyst");
        assertThat(authorization).doesNotContain(key);
    }

    @Test
    void checkReachesItsServiceTwoThousandTimesASecond() {
        String key = organisation.key("scores:read").reveal();
        try (TestOrigin scoring = TestOrigin.start("scoring")) {
            TestOrganisation.with(key)
                    .body("{}")
                    .post("/v1/model-access/check")
                    .then()
                    .statusCode(200)
                    .header("X-RateLimit-Limit", equalTo("2000"));

            assertThat(scoring.last().uri()).isEqualTo("/v1/model-access/check");
            assertThat(origin.requests()).isZero();
        }
        isProblem(TestOrganisation.with(key).get("/v1/forecasts").then(), 403, "forbidden");
    }

    @Test
    void nothingThatClaimsToSayWhoCallsPasses() {
        List<String> forged = List.of(
                "X-Forwarded-For",
                "X-Forwarded-User",
                "Forwarded",
                "X-Toktra-Org",
                "X-User-Id",
                "Cookie",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "Proxy-Authorization",
                "X-Real-IP");
        var request = organisation.admin();
        forged.forEach(name -> request.header(name, "forged"));
        request.header("If-None-Match", "\"kept\"").get("/v1/usage").then().statusCode(200);

        assertThat(origin.last().headers().names()).doesNotContainAnyElementsOf(forged);
        assertThat(origin.last().headers().get("If-None-Match")).isEqualTo("\"kept\"");
        assertThat(origin.last().headers().getAll("Authorization"))
                .singleElement()
                .asString()
                .startsWith("Bearer ey");
    }

    @Test
    void requestIdGoesInAndOut() {
        organisation
                .admin()
                .header("X-Request-Id", "trace-42")
                .get("/v1/usage")
                .then()
                .header("X-Request-Id", equalTo("trace-42"));
        assertThat(origin.last().headers().get("X-Request-Id")).isEqualTo("trace-42");

        String made = organisation
                .admin()
                .header("X-Request-Id", "has spaces and <tags>")
                .get("/v1/usage")
                .header("X-Request-Id");
        assertThat(made).matches("[0-9a-f-]{36}");
        assertThat(origin.last().headers().get("X-Request-Id")).isEqualTo(made);
    }

    @Test
    void csvPassesUntouchedAndTheGatewaysOwnHeadersStay() {
        ValidatableResponse answer = get("/v1/usage/csv")
                .statusCode(200)
                .contentType("text/csv;charset=utf-8")
                .header("X-RateLimit-Limit", equalTo("1000"))
                .header("Set-Cookie", nullValue());

        assertThat(answer.extract().asString()).isEqualTo("a,b\r\n1,\"x, y\"\r\n");
    }

    @Test
    void headIsAnsweredWithoutABody() {
        organisation.admin().head("/v1/usage").then().statusCode(200);
        assertThat(origin.last().method()).isEqualTo("HEAD");
    }

    @Test
    void serviceThatIsDownIsABadGateway() {
        origin.close();
        isProblem(get("/v1/usage"), 502, "bad_gateway");
        try (TestOrigin back = TestOrigin.start()) {
            get("/v1/usage").statusCode(200);
            assertThat(back.requests()).isEqualTo(1);
        }
    }

    @Test
    void serviceThatHangsUpIsABadGateway() {
        isProblem(get("/v1/usage/drop"), 502, "bad_gateway");
    }

    @Test
    void serviceThatSaysNothingIsATimeout() {
        long before = System.nanoTime();
        isProblem(get("/v1/usage/hang"), 504, "gateway_timeout");
        assertThat(System.nanoTime() - before).isBetween(900_000_000L, 5_000_000_000L);
    }

    @Test
    void serviceThatIsSlowButMovesIsWaitedFor() {
        assertThat(get("/v1/usage/drip").statusCode(200).extract().asString()).startsWith("xxxx");
    }

    @Test
    void serviceThatRefusesTheTokenIsNotTheCallersFault() {
        isProblem(get("/v1/usage/refuse"), 502, "bad_gateway");
    }

    @Test
    void unknownAddressesAreNotFound() {
        for (String path :
                List.of("/v1/nothing", "/v1/events", "/v1/usagex", "/", "/v1", "/q/health", "/.well-known/x")) {
            isProblem(get(path), 404, "not_found");
        }
        assertThat(origin.requests()).isZero();
    }

    @Test
    void pathsThatAServiceMightReadOtherwiseAreRefused() throws IOException {
        for (String path : List.of(
                "/v1/usage/../admin/ledger",
                "/v1/usage/%2e%2e/admin/ledger",
                "/v1//usage",
                "/v1/usage%2Fsummary",
                "/v1/usage;org=x",
                "/v1/%75sage",
                "/v1/usage/%00")) {
            assertThat(statusOf(path)).as(path).isEqualTo(400);
        }
        assertThat(origin.requests()).isZero();
    }

    /** Sends the path as it is written here; client libraries tidy paths up. */
    private int statusOf(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                    + organisation.adminKey() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void wholeUrlIsBroughtAsItsPath() throws IOException {
        assertThat(statusOf("http://elsewhere.example/v1/usage/summary?a=b")).isEqualTo(200);
        assertThat(origin.last().uri()).isEqualTo("/v1/usage/summary?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "chunked, chunked", "gzip\r\nTransfer-Encoding: chunked"})
    void otherTransferEncodingsAreRefused(String coding) throws IOException {
        assertThat(statusOf("/v1/usage HTTP/1.1\r\nTransfer-Encoding: " + coding + "\r\nX:"))
                .isEqualTo(400);
        assertThat(origin.requests()).isZero();
    }

    @Test
    void methodsThatAnAddressDoesNotTakeAreRefused() {
        isProblem(organisation.admin().delete("/v1/usage").then(), 405, "method_not_allowed");
        isProblem(organisation.admin().options("/v1/users").then(), 405, "method_not_allowed");
        organisation.admin().delete("/v1/usage").then().header("Allow", equalTo("GET, HEAD"));
        assertThat(origin.requests()).isZero();
    }

    @Test
    void keyWithoutTheScopeDoesNotReachTheService() {
        String key = organisation.key("directory:read").reveal();
        isProblem(TestOrganisation.with(key).get("/v1/usage").then(), 403, "forbidden");
        isProblem(
                TestOrganisation.with(organisation.key("usage:read").reveal())
                        .get("/v1/admin/ledger")
                        .then(),
                403,
                "forbidden");
        assertThat(origin.requests()).isZero();
    }

    @Test
    void callersAreNotProvenByWhatServicesBelieve() throws Exception {
        get("/v1/usage").statusCode(200);
        String callerToken = origin.last().headers().get("Authorization");
        RestAssured.given()
                .header("Authorization", callerToken)
                .get("/v1/usage")
                .then()
                .statusCode(401);
    }
}
