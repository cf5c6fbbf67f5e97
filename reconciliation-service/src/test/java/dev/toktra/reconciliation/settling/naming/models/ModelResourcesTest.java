package dev.toktra.reconciliation.settling.naming.models;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.settling.naming.NamingRig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ModelResourcesTest {

    private static final String PATH = "/v1/models/aliases";

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus fills it
    Clock clock;

    private final NamingRig rig = new NamingRig();

    private static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private CallerToken caller() {
        return TestCallers.caller(rig.org, "reconciliation-service");
    }

    private RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    private ValidatableResponse add(String pattern, String canonical) {
        return admin().body("{\"provider\": \"openai\", \"pattern\": \"" + pattern + "\", \"canonical\": \"" + canonical
                        + "\"}")
                .post(PATH)
                .then();
    }

    @Test
    void aliasIsAddedShownListedChangedAndDeleted() {
        ValidatableResponse made = add("GPT-4o*", "GPT-4 Omni").statusCode(201).header("ETag", "\"1\"");
        String id = made.extract().path("alias_id");
        made.header("Location", containsString(PATH + "/" + id))
                .body("pattern", equalTo("gpt-4o*"))
                .body("canonical", equalTo("gpt-4 omni"));
        admin().get(PATH + "/" + id).then().statusCode(200).body("provider", equalTo("openai"));
        admin().get(PATH).then().body("total_count", equalTo(1)).body("items[0].alias_id", equalTo(id));
        admin().get(PATH + "?provider=anthropic").then().body("total_count", equalTo(0));
        admin().header("If-Match", "\"1\"")
                .body("{\"canonical\": \"omni\"}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("pattern", equalTo("gpt-4o*"))
                .body("canonical", equalTo("omni"));
        admin().header("If-Match", "\"1\"").delete(PATH + "/" + id).then().statusCode(412);
        admin().delete(PATH + "/" + id).then().statusCode(428);
        admin().header("If-Match", "\"2\"").delete(PATH + "/" + id).then().statusCode(204);
        admin().get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        admin().body("{\"provider\": \"Open AI\", \"pattern\": 5, \"canonical\": \"gpt-*\", \"colour\": 1}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/provider", "/pattern", "/canonical", "/colour"));
        admin().body("{}").post(PATH).then().statusCode(400).body("errors.size()", equalTo(3));
        admin().body("[]").post(PATH).then().statusCode(400);
        admin().get(PATH + "/nonsense").then().statusCode(404);
        admin().get(PATH + "?limit=0").then().statusCode(400);
        admin().get(PATH + "?prvider=x").then().statusCode(400);
        admin().get("/v1/models?cursor=!").then().statusCode(400).body("errors[0].pointer", equalTo("?cursor"));
    }

    @Test
    void thePatternOfAProviderHasOneAlias() {
        add("o3", "x").statusCode(201);
        String other = add("o4", "x").statusCode(201).extract().path("alias_id");
        add("O3", "y").statusCode(409).body("errors[0].pointer", equalTo("/pattern"));
        admin().header("If-Match", "*")
                .body("{\"pattern\": \"o3\"}")
                .patch(PATH + "/" + other)
                .then()
                .statusCode(409);
    }

    @Test
    void onlyAdministratorsChangeAndOnlyThoseAllowedRead() {
        String path = PATH + "/" + add("o3", "x").extract().path("alias_id");
        for (String read : List.of(path, PATH, "/v1/models")) {
            as(caller().roles("analyst")).get(read).then().statusCode(200);
            as(caller().roles("lead")).get(read).then().statusCode(403);
            as(caller().actor("key", "k-1").roles("analyst").scopes("usage:read"))
                    .get(read)
                    .then()
                    .statusCode(403);
            as(caller().actor("key", "k-1").roles("analyst").scopes("reconciliation:read"))
                    .get(read)
                    .then()
                    .statusCode(200);
            given().get(read).then().statusCode(401);
        }
        as(caller().roles("analyst"))
                .header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(403);
        as(caller().roles("analyst"))
                .body("{\"provider\": \"openai\", \"pattern\": \"o4\", \"canonical\": \"x\"}")
                .post(PATH)
                .then()
                .statusCode(403);
        CallerToken stranger =
                TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin");
        as(stranger).get(path).then().statusCode(404);
        as(stranger).header("If-Match", "*").delete(path).then().statusCode(404);
    }

    @Test
    void namesThatWereSeenSayWhatTheyAreCalledAndWhy() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        UUID azure = rig.connected("azure_openai");
        rig.update(
                "insert into provider_name (connection_id, kind, provider_id, valid_from, last_seen_at, org_id, model)"
                        + " values ('" + azure + "', 'deployment', '/a/turbo', now(), now(), :o, 'gpt-35-turbo')");
        rig.update("insert into model_name select :o, v.* from (values ('azure_openai', 'turbo', 'x'),"
                + " ('openai', 'gpt-4o', 'x'), ('openai', 'gpt-4o-2024-08-06', 'x'), ('openai', 'o3', 'x')) v");
        rig.seen(today.toString(), "openai", "gpt-4o");
        rig.counted(azure, today + "T00:00:00Z", "model, input, output", "'turbo', 1, 1");
        add("o*", "reasoner");
        admin().get("/v1/models")
                .then()
                .statusCode(200)
                .body("total_count", equalTo(4))
                .body("items.name", equalTo(List.of("turbo", "gpt-4o", "gpt-4o-2024-08-06", "o3")))
                .body("items.canonical", equalTo(List.of("gpt-3.5-turbo", "gpt-4o", "gpt-4o", "reasoner")))
                .body("items.by", equalTo(List.of("deployment", "itself", "built_in", "alias")))
                .body("items[3].pattern", equalTo("o*"))
                .body("items[1].seen_by_devices_on", equalTo(today.toString()))
                .body("items[1].counted_by_provider_on", nullValue())
                .body("items[0].counted_by_provider_on", equalTo(today.toString()));
        String next = admin().get("/v1/models?limit=2")
                .then()
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        admin().get("/v1/models?limit=2&cursor=" + next)
                .then()
                .body("items.name", equalTo(List.of("gpt-4o-2024-08-06", "o3")))
                .body("has_more", equalTo(false));
        admin().get("/v1/models?provider=azure_openai").then().body("items.name", hasItem("turbo"));
    }

    @Test
    void anAliasReachesTheNamesOfItsDaysWithinSeconds() throws Exception {
        rig.update("insert into model_name values (:o, 'openai', 'o3', 'o3')");
        rig.seen("2026-11-20", "openai", "o3");
        String id = add("o3", "reasoner").extract().path("alias_id");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rig.rows("select canonical from model_name where org_id = :o"))
                        .containsExactly("reasoner"));
        admin().header("If-Match", "*").delete(PATH + "/" + id).then().statusCode(204);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rig.rows("select canonical from model_name where org_id = :o"))
                        .containsExactly("o3"));
    }
}
