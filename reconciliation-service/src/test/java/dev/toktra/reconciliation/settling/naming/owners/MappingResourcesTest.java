package dev.toktra.reconciliation.settling.naming.owners;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class MappingResourcesTest {

    private static final String PATH = "/v1/identity-mappings";
    private static final String UNIT = "7f9c0a3e-0000-7000-8000-0000000000d1";
    private static final String ADA = "7f9c0a3e-0000-7000-8000-00000000000a";

    private final NamingRig rig = new NamingRig();

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus fills it
    Clock clock;

    private static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private CallerToken caller() {
        return TestCallers.caller(rig.org, "reconciliation-service");
    }

    private RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    @BeforeEach
    void directory() throws SQLException {
        rig.update("insert into person values (:o, '" + ADA + "', 'ada@example.com', 'Ada', 'member', 'active')");
        rig.update("insert into unit values (:o, '" + UNIT + "', 'department', 'Sales', null)");
    }

    private static String mapping(String value, String owner, String days) {
        return "{\"provider\": \"openai\", \"kind\": \"key\", \"value\": \"" + value + "\", " + owner + ", " + days
                + "}";
    }

    private ValidatableResponse add(String value, String owner, String days) {
        return admin().body(mapping(value, owner, days)).post(PATH).then();
    }

    private static String unit() {
        return "\"unit_id\": \"" + UNIT + "\"";
    }

    private static String ada() {
        return "\"user_id\": \"" + ADA + "\"";
    }

    @Test
    void mappingIsAddedShownListedChangedAndDeleted() {
        ValidatableResponse made = add("key-1", unit(), "\"valid_from\": \"2026-11-01\"")
                .statusCode(201)
                .header("ETag", "\"1\"");
        String id = made.extract().path("mapping_id");
        made.header("Location", containsString(PATH + "/" + id))
                .body("unit_id", equalTo(UNIT))
                .body("user_id", nullValue())
                .body("valid_until", nullValue());
        admin().get(PATH).then().body("total_count", equalTo(1)).body("items[0].value", equalTo("key-1"));
        admin().get(PATH + "?provider=anthropic").then().body("total_count", equalTo(0));
        admin().header("If-Match", "\"1\"")
                .body("{" + ada() + ", \"valid_until\": \"2026-12-01\"}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("user_id", equalTo(ADA))
                .body("unit_id", nullValue())
                .body("valid_from", equalTo("2026-11-01"))
                .body("valid_until", equalTo("2026-12-01"));
        admin().header("If-Match", "\"1\"").delete(PATH + "/" + id).then().statusCode(412);
        admin().header("If-Match", "\"2\"").delete(PATH + "/" + id).then().statusCode(204);
        admin().get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        admin().body("{\"provider\": \"else\", \"kind\": \"user\", \"value\": \" \", \"user_id\": \"x\","
                        + " \"valid_from\": \"1.1.2026\", \"valid_until\": \"1999-01-01\", \"colour\": 1}")
                .post(PATH)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems("/provider", "/kind", "/value", "/user_id", "/valid_from", "/valid_until", "/colour"));
        add("k", unit() + ", " + ada(), "\"valid_from\": \"2026-11-01\"")
                .statusCode(400)
                .body("errors.pointer", hasItem("/user_id"));
        add("k", unit(), "\"valid_from\": \"2026-11-01\", \"valid_until\": \"2026-11-01\"")
                .statusCode(400)
                .body("errors.pointer", hasItem("/valid_until"));
        add("k", "\"user_id\": \"" + UNIT + "\"", "\"valid_from\": \"2026-11-01\"")
                .statusCode(422)
                .body("errors.pointer", hasItem("/user_id"));
        add("k", "\"unit_id\": \"" + ADA + "\"", "\"valid_from\": \"2026-11-01\"")
                .statusCode(422)
                .body("errors.pointer", hasItem("/unit_id"));
        admin().get(PATH + "?provider=else").then().statusCode(400);
        admin().get(PATH + "/candidates?limit=101").then().statusCode(400);
    }

    @Test
    void oneThingIsOneOwnersOnADay() {
        add("key-1", unit(), "\"valid_from\": \"2026-11-01\", \"valid_until\": \"2026-11-10\"")
                .statusCode(201);
        String later = add("key-1", ada(), "\"valid_from\": \"2026-11-10\"")
                .statusCode(201)
                .extract()
                .path("mapping_id");
        add("key-1", ada(), "\"valid_from\": \"2027-11-10\"")
                .statusCode(409)
                .body("errors.pointer", hasItem("/valid_from"));
        add("key-1", ada(), "\"valid_from\": \"2026-10-01\", \"valid_until\": \"2026-11-02\"")
                .statusCode(409);
        add("key-2", ada(), "\"valid_from\": \"2026-11-01\"").statusCode(201);
        admin().header("If-Match", "*")
                .body("{\"valid_from\": \"2026-11-09\"}")
                .patch(PATH + "/" + later)
                .then()
                .statusCode(409);
        admin().header("If-Match", "*")
                .body("{\"valid_from\": \"2026-11-11\"}")
                .patch(PATH + "/" + later)
                .then()
                .statusCode(200);
    }

    @Test
    void theReadDaysOfAMappingAreSettledAnewUnlessTheyAreFrozen() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        UUID connection = rig.connected("openai");
        List<LocalDate> read =
                List.of(today.minusDays(60), today.minusDays(50), today.minusDays(9), today.minusDays(5));
        for (LocalDate day : read) {
            rig.read(connection, "openai", day.toString());
        }
        rig.update("insert into settled_cell (org_id, provider, hour, model, state, device_input, device_output,"
                + " device_requests, reconciled_at) values (:o, 'openai', '" + today.minusDays(50)
                + "T05:00:00Z', 'o3', 'reconciled', 0, 0, 0, now())");
        String id = add(
                        "key-1",
                        unit(),
                        "\"valid_from\": \"2000-01-01\", \"valid_until\": \"" + today.minusDays(5) + "\"")
                .extract()
                .path("mapping_id");
        assertThat(unsettled())
                .containsExactly(
                        today.minusDays(50).toString(), today.minusDays(9).toString());
        rig.update("delete from unsettled_day where org_id = :o");
        admin().header("If-Match", "*")
                .body("{\"valid_from\": \"" + today.minusDays(20) + "\", \"valid_until\": null}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200);
        assertThat(unsettled())
                .containsExactly(
                        today.minusDays(50).toString(),
                        today.minusDays(9).toString(),
                        today.minusDays(5).toString());
        rig.update("delete from unsettled_day where org_id = :o");
        admin().header("If-Match", "*").delete(PATH + "/" + id).then().statusCode(204);
        assertThat(unsettled())
                .containsExactly(
                        today.minusDays(9).toString(), today.minusDays(5).toString());
    }

    @Test
    void whatNobodyIsNamedForIsACandidateWithTheMostTokensFirst() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String hour = today.minusDays(3) + "T05:00:00Z";
        UUID openai = rig.connected("openai");
        UUID azure = rig.connected("azure_openai");
        name(openai, "user", "user-a", "email", "ada@example.com");
        name(openai, "key", "key-ada", "owner", "user-a");
        name(openai, "key", "key-ci", "name", "Build");
        String used = "model, input, output, provider_user, provider_key, project, deployment";
        rig.counted(openai, hour, used, "'m', 9000, 1, 'user-a', 'key-ci', 'p', null");
        rig.counted(openai, hour, used, "'m', 9000, 1, null, 'key-ada', 'p', null");
        rig.counted(openai, hour, used, "'m', 100, 10, null, 'key-ci', 'p', null");
        rig.counted(openai, today.minusDays(2) + "T05:00:00Z", used, "'m', 100, 10, null, 'key-ci', 'p', null");
        rig.counted(openai, today.minusDays(40) + "T05:00:00Z", used, "'m', 100, 10, null, 'key-old', 'p', null");
        rig.counted(openai, hour, used, "'m', 50, 0, null, null, 'p', null");
        rig.counted(azure, hour, used, "'m', 5000, 0, null, null, '/a', 'prod'");
        admin().get(PATH + "/candidates")
                .then()
                .statusCode(200)
                .body("items.value", equalTo(List.of("/a/prod", "key-ci", "p")))
                .body("items.kind", equalTo(List.of("deployment", "key", "project")))
                .body("items[1].name", equalTo("Build"))
                .body("items[1].tokens.input", equalTo(200))
                .body("items[1].tokens.output", equalTo(20))
                .body("items[1].last_used_on", equalTo(today.minusDays(2).toString()))
                .body("total_count", equalTo(3));
        add("key-ci", unit(), "\"valid_from\": \"2020-01-01\"").statusCode(201);
        admin().get(PATH + "/candidates?provider=openai&limit=1")
                .then()
                .body("items.value", equalTo(List.of("p")))
                .body("has_more", equalTo(false));
    }

    @Test
    void onlyAdministratorsChangeAndOnlyThoseAllowedRead() {
        String path = PATH + "/"
                + add("k", unit(), "\"valid_from\": \"2026-11-01\"").extract().path("mapping_id");
        for (String read : List.of(path, PATH, PATH + "/candidates")) {
            as(caller().roles("analyst")).get(read).then().statusCode(200);
            as(caller().roles("member")).get(read).then().statusCode(403);
            as(caller().actor("key", "k-1").roles("analyst").scopes("usage:read"))
                    .get(read)
                    .then()
                    .statusCode(403);
        }
        as(caller().roles("analyst"))
                .header("If-Match", "*")
                .body("{\"valid_until\": null}")
                .patch(path)
                .then()
                .statusCode(403);
        as(TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin"))
                .header("If-Match", "*")
                .delete(path)
                .then()
                .statusCode(404);
    }

    private List<String> unsettled() throws SQLException {
        return rig.rows("select distinct day from unsettled_day where org_id = :o order by day");
    }

    private void name(UUID connection, String kind, String id, String column, String value) throws SQLException {
        rig.update("insert into provider_name (connection_id, kind, provider_id, valid_from, last_seen_at, org_id, "
                + column + ") values ('" + connection + "', '" + kind + "', '" + id + "', now(), now(), :o, '" + value
                + "')");
    }
}
