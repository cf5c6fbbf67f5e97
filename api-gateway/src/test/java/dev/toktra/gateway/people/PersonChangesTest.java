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
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class PersonChangesTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    @Test
    void moveKeepsTheHistory() {
        String sales = organisation.department("Sales");
        String works = organisation.department("Works");
        String id = organisation.person("mover@acme.example");

        organisation
                .patchPerson(
                        id, "{\"membership\": {\"department_id\": \"" + sales + "\", \"valid_from\": \"2026-02-01\"}}")
                .statusCode(200);
        organisation
                .patchPerson(
                        id, "{\"membership\": {\"department_id\": \"" + works + "\", \"valid_from\": \"2026-05-01\"}}")
                .statusCode(200)
                .body("department_id", equalTo(works))
                .body("memberships.department_id", contains(sales, works))
                .body("memberships.valid_from", contains("2026-02-01", "2026-05-01"))
                .body("memberships.valid_until", contains("2026-05-01", null));
        organisation
                .patchPerson(id, "{\"membership\": {\"valid_from\": \"2026-06-01\"}}")
                .statusCode(200)
                .body("department_id", nullValue())
                .body("memberships.valid_until", contains("2026-05-01", "2026-06-01"));
        organisation
                .patchPerson(id, "{\"membership\": {\"department_id\": \"" + UUID.randomUUID() + "\"}}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/membership/department_id"));
    }

    @Test
    void aliasComesAndGoesByDays() {
        String id = organisation.person("alias@acme.example");

        organisation
                .patchPerson(
                        id,
                        "{\"aliases\": {\"add\": [{\"kind\": \"account\", \"value\": \"Shared@acme.example\","
                                + " \"valid_from\": \"2026-02-01\"}]}}")
                .statusCode(200)
                .body("aliases[0].value", equalTo("shared@acme.example"))
                .body("aliases[0].valid_until", nullValue());
        organisation
                .patchPerson(
                        id,
                        "{\"aliases\": {\"end\": [{\"kind\": \"account\", \"value\": \"SHARED@acme.example\","
                                + " \"valid_until\": \"2026-04-01\"}]}}")
                .statusCode(200)
                .body("aliases[0].valid_until", equalTo("2026-04-01"));
        organisation
                .patchPerson(id, "{\"aliases\": {\"add\": [{\"kind\": \"account\", \"value\": \"new\"}]}}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/aliases/add/0/valid_from"));
    }

    @Test
    void aliasIsOnePersonsOnADay() {
        String add = "{\"aliases\": {\"add\": [{\"kind\": \"device\", \"value\": \"d1\", \"valid_from\": \"%s\"}]}}";
        String one = organisation.person("one@acme.example");
        String other = organisation.person("two@acme.example");
        organisation.patchPerson(one, add.formatted("2026-02-01")).statusCode(200);

        organisation
                .patchPerson(other, add.formatted("2026-03-01"))
                .statusCode(409)
                .body("error", equalTo("conflict"))
                .body("errors[0].pointer", equalTo("/aliases"));
        organisation
                .patchPerson(
                        one,
                        "{\"aliases\": {\"end\": [{\"kind\": \"device\", \"value\": \"d1\", \"valid_until\": \"2026-03-01\"}]}}")
                .statusCode(200);
        organisation.patchPerson(other, add.formatted("2026-03-01")).statusCode(200);
        organisation.patchPerson(one, add.formatted("2026-02-15")).statusCode(409);
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
        String one = organisation.person("keep@acme.example");
        String other = organisation.person("fail@acme.example");
        organisation
                .patchPerson(
                        one,
                        "{\"aliases\": {\"add\": [{\"kind\": \"device\", \"value\": \"d9\", \"valid_from\": \"2026-02-01\"}]}}")
                .statusCode(200);

        organisation
                .patchPerson(
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
        String id = organisation.person("status@acme.example");

        organisation
                .patchPerson(
                        id,
                        "{\"status\": \"suspended\", \"role\": \"analyst\","
                                + " \"eligibility\": {\"eligible\": false, \"valid_from\": \"2026-02-01\"}}")
                .statusCode(200)
                .body("status", equalTo("suspended"))
                .body("role", equalTo("analyst"))
                .body("ai_eligible", equalTo(false))
                .body("eligibility[0].valid_until", equalTo("2026-02-01"));
        organisation
                .patchPerson(id, "{\"status\": \"gone\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/status"));
    }
}
