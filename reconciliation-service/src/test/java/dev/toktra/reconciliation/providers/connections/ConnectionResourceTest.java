package dev.toktra.reconciliation.providers.connections;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ConnectionResourceTest {

    private static final String CANARY = "sk-admin-CANARYcanaryCANARY-wxyz";

    private final UUID org = UUID.randomUUID();

    private static CallerToken caller(UUID org) {
        return TestCallers.caller(org, "reconciliation-service");
    }

    private RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private RequestSpecification admin() {
        return as(caller(org).roles("admin"));
    }

    private ValidatableResponse post(String body) {
        return admin().body(body).post("/v1/providers").then();
    }

    private static String openai(String name) {
        return openai(name, "http://127.0.0.1:9/v1");
    }

    private static String openai(String name, String baseUrl) {
        return "{\"provider\": \"openai\", \"name\": \"" + name + "\", \"secret\": \"" + CANARY
                + "\", \"settings\": {\"base_url\": \"" + baseUrl + "\"}}";
    }

    private String added(String name) {
        return post(openai(name)).statusCode(201).extract().path("connection_id");
    }

    @Test
    void connectionIsAddedShownListedChangedAndDeleted() {
        ValidatableResponse made = post(openai("Main")).statusCode(201).header("ETag", "\"1\"");
        String id = made.extract().path("connection_id");
        made.header("Location", containsString("/v1/providers/" + id));
        admin().get("/v1/providers/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("provider", equalTo("openai"))
                .body("settings.base_url", equalTo("http://127.0.0.1:9/v1"))
                .body("state", equalTo("active"))
                .body("secret_hint", equalTo("wxyz"))
                .body("freshness.state", equalTo("missing"))
                .body("freshness.last_failure", nullValue());
        admin().get("/v1/providers").then().body("total_count", equalTo(1)).body("items[0].name", equalTo("Main"));

        admin().header("If-Match", "\"1\"")
                .body("{\"name\": \"Other\", \"state\": \"paused\"}")
                .patch("/v1/providers/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("Other"))
                .body("state", equalTo("paused"))
                .body("secret_hint", equalTo("wxyz"));
        admin().header("If-Match", "\"1\"").delete("/v1/providers/" + id).then().statusCode(412);
        admin().header("If-Match", "\"2\"").delete("/v1/providers/" + id).then().statusCode(204);
        admin().get("/v1/providers/" + id).then().statusCode(404);
        admin().get("/v1/providers").then().body("total_count", equalTo(0));
    }

    @Test
    void defaultsAreTheProvidersOwnAddresses() {
        post("{\"provider\": \"azure_openai\", \"name\": \"A\", \"secret\": \"0123456789abcdef\", \"settings\":"
                        + " {\"tenant\": \"t-1\", \"client_id\": \"c-1\", \"subscriptions\": [\"s-1\", \"s-2\"]}}")
                .statusCode(201)
                .body("settings.login_url", equalTo("https://login.microsoftonline.com"))
                .body("settings.management_url", equalTo("https://management.azure.com"))
                .body("settings.subscriptions", equalTo(List.of("s-1", "s-2")));
        post("{\"provider\": \"anthropic\", \"name\": \"B\", \"secret\": \"sk-ant-admin01-0123456789\"}")
                .statusCode(201)
                .body("settings.base_url", equalTo("https://api.anthropic.com"));
        String file = "{\\\"private_key_id\\\": \\\"abcdef1234\\\", \\\"private_key\\\": \\\"k\\\","
                + " \\\"client_email\\\": \\\"a@b\\\"}";
        post("{\"provider\": \"gcp_vertex\", \"name\": \"C\", \"secret\": \"" + file
                        + "\", \"settings\": {\"projects\": [\"p-1\"]}}")
                .statusCode(201)
                .body("secret_hint", equalTo("1234"))
                .body("settings.token_url", equalTo("https://oauth2.googleapis.com/token"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        post("{\"provider\": \"azure_openai\", \"name\": 5, \"secret\": \"short\", \"colour\": 1, \"state\": \"on\","
                        + " \"settings\": {\"tenant\": \"a b\", \"subscriptions\": [\"x\", 7], \"base_url\": \"https://x\","
                        + " \"login_url\": \"https://169.254.169.254\"}}")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/name",
                                "/colour",
                                "/state",
                                "/settings/tenant",
                                "/settings/client_id",
                                "/settings/subscriptions/1",
                                "/settings/base_url",
                                "/settings/login_url"));
        post("{\"provider\": \"elsewhere\"}").statusCode(400).body("errors.pointer", hasItem("/provider"));
        post("{\"provider\": \"openai\", \"name\": \"x\"}").statusCode(400).body("errors.pointer", hasItem("/secret"));
        post("[]").statusCode(400);
        post("").statusCode(400);
        post("{\"provider\": \"gcp_vertex\", \"name\": \"x\", \"secret\": \"{canary\", \"settings\": {\"projects\":"
                        + " [\"p\"]}}")
                .statusCode(400)
                .body("errors.pointer", hasItem("/secret"))
                .body(not(containsString("canary")));
    }

    @Test
    void addressesInsideOfTheNetworkAreRefused() {
        for (String address : List.of("http://10.0.0.1", "https://192.168.0.1", "http://169.254.169.254/latest")) {
            post("{\"provider\": \"openai\", \"name\": \"x\", \"secret\": \"" + CANARY
                            + "\", \"settings\": {\"base_url\": \"" + address + "\"}}")
                    .statusCode(400)
                    .body("errors.pointer", equalTo(List.of("/settings/base_url")));
        }
    }

    @Test
    void nameIsTakenOnlyOnceAndFreeAgainAfterwards() {
        String id = added("Main");
        post(openai("Main")).statusCode(409).body("errors[0].pointer", equalTo("/name"));
        admin().header("If-Match", "*").delete("/v1/providers/" + id).then().statusCode(204);
        added("Main");
    }

    @Test
    void changingNeedsTheEtagAndAnotherAddressTheSecret() {
        String path = "/v1/providers/" + added("Main");
        admin().body("{\"name\": \"X\"}")
                .patch(path)
                .then()
                .statusCode(428)
                .body("error", equalTo("precondition_required"));
        admin().header("If-Match", "\"7\"")
                .body("{\"name\": \"X\"}")
                .patch(path)
                .then()
                .statusCode(412);
        String elsewhere = "{\"settings\": {\"base_url\": \"https://thief.example\"}}";
        admin().header("If-Match", "\"1\"")
                .body(elsewhere)
                .patch(path)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/secret"));
        admin().header("If-Match", "\"1\"")
                .body("{\"settings\": {\"base_url\": null}, \"secret\": \"sk-admin-0123456789-next\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("settings.base_url", equalTo("https://api.openai.com/v1"))
                .body("secret_hint", equalTo("next"));
    }

    @Test
    void onlyAdministratorsChangeAndOnlyThoseAllowedRead() {
        String path = "/v1/providers/" + added("Main");
        as(caller(org).roles("analyst")).get(path).then().statusCode(200);
        as(caller(org).roles("analyst"))
                .body(openai("No"))
                .post("/v1/providers")
                .then()
                .statusCode(403);
        as(caller(org).roles("analyst")).post(path + "/test").then().statusCode(403);
        as(caller(org).roles("lead")).get(path).then().statusCode(403);
        as(caller(org).actor("key", "k-1").roles("analyst").scopes("usage:read"))
                .get(path)
                .then()
                .statusCode(403);
        as(caller(org).actor("key", "k-1").roles("analyst").scopes("connections:read"))
                .get(path)
                .then()
                .statusCode(200);
        given().get(path).then().statusCode(401);
        as(caller(UUID.randomUUID()).roles("admin")).get(path).then().statusCode(404);
        as(caller(UUID.randomUUID()).roles("admin"))
                .header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(404);
        admin().get("/v1/providers/nonsense").then().statusCode(404);
        admin().get("/v1/providers?limit=0").then().statusCode(400);
        admin().get("/v1/providers?nam=x").then().statusCode(400);
    }

    @Test
    void listIsPaged() {
        List<String> ids = Stream.of("1", "2", "3")
                .map(name -> post(openai(name, "http://127.0.0.1:9/" + name))
                        .statusCode(201)
                        .extract()
                        .<String>path("connection_id"))
                .toList();
        String next = admin().get("/v1/providers?limit=2")
                .then()
                .body("items.connection_id", equalTo(ids.subList(0, 2)))
                .body("has_more", equalTo(true))
                .body("total_count", equalTo(3))
                .extract()
                .path("next_cursor");
        admin().get("/v1/providers?limit=2&cursor=" + next)
                .then()
                .body("items.connection_id", equalTo(ids.subList(2, 3)))
                .body("has_more", equalTo(false))
                .body("next_cursor", nullValue());
    }

    @Test
    void secretIsInNoAnswerAndInNoLog() {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler listener = listener(said);
        Logger.getLogger("").addHandler(listener);
        try {
            String path = "/v1/providers/" + added("Main");
            said.add(admin().get(path).asString());
            said.add(admin().get("/v1/providers").asString());
            said.add(admin().post(path + "/test").asString());
            said.add(post(openai("Main")).statusCode(409).extract().asString());
            said.add(post("{\"provider\": \"openai\", \"name\": \"y\", \"secret\": \"" + CANARY + "\", \"x\": 1}")
                    .statusCode(400)
                    .extract()
                    .asString());
            said.add(post("{\"secret\": \"" + CANARY + "\" oops")
                    .statusCode(400)
                    .extract()
                    .asString());
            said.add(admin().header("If-Match", "*")
                    .body("{\"secret\": \"" + CANARY + "\"}")
                    .patch(path)
                    .asString());
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertThat(said).hasSizeGreaterThan(6).noneMatch(text -> text.contains("CANARY"));
    }

    private static Handler listener(List<String> said) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage()
                        + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters())
                        + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void testSaysInWordsWhatIsWrong() {
        admin().post("/v1/providers/" + added("Main") + "/test")
                .then()
                .statusCode(200)
                .body("works", equalTo(false))
                .body("words", not(equalTo("")));
    }
}
