package dev.toktra.gateway.people;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class PersonChangesTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    private ValidatableResponse post(String path, String body) {
        return organisation.admin().body(body).post(path).then();
    }

    private ValidatableResponse patch(String id, String body) {
        return organisation.admin().body(body).patch("/v1/users/" + id).then();
    }

    private String person(String email) {
        return post("/v1/users", "{\"email\": \"" + email + "\", \"name\": \"P\", \"joined_on\": \"2026-01-01\"}")
                .statusCode(201)
                .extract()
                .path("user_id");
    }

    private String department(String name) {
        return post("/v1/departments", "{\"name\": \"" + name + "\"}")
                .statusCode(201)
                .extract()
                .path("department_id");
    }

    @Test
    void moveKeepsTheHistory() {
        String sales = department("Sales");
        String works = department("Works");
        String id = person("mover@acme.example");

        patch(id, "{\"membership\": {\"department_id\": \"" + sales + "\", \"valid_from\": \"2026-02-01\"}}")
                .statusCode(200);
        patch(id, "{\"membership\": {\"department_id\": \"" + works + "\", \"valid_from\": \"2026-05-01\"}}")
                .statusCode(200)
                .body("department_id", equalTo(works))
                .body("memberships.department_id", contains(sales, works))
                .body("memberships.valid_from", contains("2026-02-01", "2026-05-01"))
                .body("memberships.valid_until", contains("2026-05-01", null));
        patch(id, "{\"membership\": {\"valid_from\": \"2026-06-01\"}}")
                .statusCode(200)
                .body("department_id", nullValue())
                .body("memberships.valid_until", contains("2026-05-01", "2026-06-01"));
        patch(id, "{\"membership\": {\"department_id\": \"" + UUID.randomUUID() + "\"}}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/membership/department_id"));
    }

    @Test
    void aliasComesAndGoesByDays() {
        String id = person("alias@acme.example");

        patch(
                        id,
                        "{\"aliases\": {\"add\": [{\"kind\": \"account\", \"value\": \"Shared@acme.example\","
                                + " \"valid_from\": \"2026-02-01\"}]}}")
                .statusCode(200)
                .body("aliases[0].value", equalTo("shared@acme.example"))
                .body("aliases[0].valid_until", nullValue());
        patch(
                        id,
                        "{\"aliases\": {\"end\": [{\"kind\": \"account\", \"value\": \"SHARED@acme.example\","
                                + " \"valid_until\": \"2026-04-01\"}]}}")
                .statusCode(200)
                .body("aliases[0].valid_until", equalTo("2026-04-01"));
        patch(id, "{\"aliases\": {\"add\": [{\"kind\": \"account\", \"value\": \"new\"}]}}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/aliases/add/0/valid_from"));
    }

    @Test
    void aliasIsOnePersonsOnADay() {
        String add = "{\"aliases\": {\"add\": [{\"kind\": \"device\", \"value\": \"d1\", \"valid_from\": \"%s\"}]}}";
        String one = person("one@acme.example");
        String other = person("two@acme.example");
        patch(one, add.formatted("2026-02-01")).statusCode(200);

        patch(other, add.formatted("2026-03-01"))
                .statusCode(409)
                .body("error", equalTo("conflict"))
                .body("errors[0].pointer", equalTo("/aliases"));
        patch(
                        one,
                        "{\"aliases\": {\"end\": [{\"kind\": \"device\", \"value\": \"d1\", \"valid_until\": \"2026-03-01\"}]}}")
                .statusCode(200);
        patch(other, add.formatted("2026-03-01")).statusCode(200);
        patch(one, add.formatted("2026-02-15")).statusCode(409);
        TestOrganisation elsewhere = TestOrganisation.make();
        String third = elsewhere
                .admin()
                .body("{\"email\": \"x@y.example\", \"name\": \"X\"}")
                .post("/v1/users")
                .path("user_id");
        elsewhere
                .admin()
                .body(add.formatted("2026-02-01"))
                .patch("/v1/users/" + third)
                .then()
                .statusCode(200);
    }

    @Test
    void refusedChangeChangesNothing() {
        String one = person("keep@acme.example");
        String other = person("fail@acme.example");
        patch(
                        one,
                        "{\"aliases\": {\"add\": [{\"kind\": \"device\", \"value\": \"d9\", \"valid_from\": \"2026-02-01\"}]}}")
                .statusCode(200);

        patch(
                        other,
                        "{\"name\": \"Changed\", \"aliases\": {\"add\": ["
                                + "{\"kind\": \"device\", \"value\": \"d9\", \"valid_from\": \"2026-02-01\"}]}}")
                .statusCode(409);
        organisation
                .admin()
                .get("/v1/users/" + other)
                .then()
                .body("name", equalTo("P"))
                .body("aliases", empty());
    }

    @Test
    void statusEligibilityAndRoleChange() {
        String id = person("status@acme.example");

        patch(
                        id,
                        "{\"status\": \"suspended\", \"role\": \"analyst\","
                                + " \"eligibility\": {\"eligible\": false, \"valid_from\": \"2026-02-01\"}}")
                .statusCode(200)
                .body("status", equalTo("suspended"))
                .body("role", equalTo("analyst"))
                .body("ai_eligible", equalTo(false))
                .body("eligibility[0].valid_until", equalTo("2026-02-01"));
        patch(id, "{\"status\": \"gone\"}").statusCode(400).body("errors[0].pointer", equalTo("/status"));
    }
}
