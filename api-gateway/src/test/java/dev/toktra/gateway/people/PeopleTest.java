package dev.toktra.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class PeopleTest {

    private final TestOrganisation organisation = TestOrganisation.make();

    @Test
    void personIsAddedWithPlaceAndAliases() {
        String department = organisation.department("Works");
        String team = organisation
                .post("/v1/teams", "{\"name\": \"Kernel\", \"department_id\": \"" + department + "\"}")
                .statusCode(201)
                .extract()
                .path("team_id");

        String id = organisation
                .post("/v1/users", """
                        {"email": "ada@acme.example", "name": " Ada ", "role": "lead", "team_id": "%s",
                         "joined_on": "2026-01-01",
                         "aliases": [{"kind": "account", "value": "ADA@acme.example"},
                                     {"kind": "provider_user", "value": "user-AbC", "valid_from": "2026-03-01"}]}""".formatted(team))
                .statusCode(201)
                .body("name", equalTo("Ada"))
                .body("role", equalTo("lead"))
                .body("status", equalTo("active"))
                .body("department_id", equalTo(department))
                .body("team_id", equalTo(team))
                .body("ai_eligible", equalTo(true))
                .body("memberships[0].valid_from", equalTo("2026-01-01"))
                .body("memberships[0].valid_until", nullValue())
                .body("aliases.value", containsInAnyOrder("ada@acme.example", "user-AbC"))
                .body("aliases.valid_from", containsInAnyOrder("2026-01-01", "2026-03-01"))
                .extract()
                .path("user_id");

        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        organisation.admin().get("/v1/users/" + id).then().statusCode(200).body("email", equalTo("ada@acme.example"));
    }

    @Test
    void defaultsArePlain() {
        String before = LocalDate.now(ZoneOffset.UTC).toString();
        String from = organisation
                .post("/v1/users", "{\"email\": \"b@acme.example\", \"name\": \"B\"}")
                .statusCode(201)
                .body("role", equalTo("member"))
                .body("memberships", empty())
                .extract()
                .path("eligibility[0].valid_from");
        assertThat(from).isBetween(before, LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        organisation
                .post("/v1/users", """
                        {"email": "nobody", "role": "god", "department_id": "x", "joined_on": "yesterday",
                         "aliases": [{"kind": "account"}, {"value": "v"}]}""")
                .statusCode(400)
                .body("error", equalTo("bad_request"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/email",
                                "/name",
                                "/role",
                                "/department_id",
                                "/joined_on",
                                "/aliases/0/value",
                                "/aliases/1/kind"));
        organisation
                .post("/v1/users", "{\"email\": \"a@b\", \"name\": \"x\", \"org_id\": \"0\"}")
                .statusCode(400)
                .body("errors.pointer", hasItem("/org_id"));
        organisation
                .post("/v1/users", "{\"email\": \"a@b\", \"email\": \"c@d\", \"name\": \"x\"}")
                .statusCode(400);
        organisation.post("/v1/users", "{\"email\": \"a@b\"").statusCode(400);
        organisation.post("/v1/users", "[]").statusCode(400);
        organisation.post("/v1/users", "{\"email\": \"a@b\", \"name\": 5}").statusCode(400);
        organisation.admin().post("/v1/users").then().statusCode(400);
    }

    @Test
    void unknownUnitIsNotProcessable() {
        organisation
                .post(
                        "/v1/users",
                        "{\"email\": \"c@acme.example\", \"name\": \"C\", \"department_id\": \"" + UUID.randomUUID()
                                + "\"}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/department_id"));
    }

    @Test
    void emailIsOnePersonsWhateverItsCase() {
        organisation.person("same@acme.example");
        organisation
                .post("/v1/users", "{\"email\": \"SAME@acme.example\", \"name\": \"x\"}")
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/email"));
        String other = organisation.person("other@acme.example");
        organisation.patchPerson(other, "{\"email\": \"Same@acme.example\"}").statusCode(409);
    }

    @Test
    void pagesGoThroughEveryone() {
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            added.add(organisation.person("p" + i + "@acme.example"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = organisation.admin().queryParam("limit", 3);
            ValidatableResponse page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/users")
                    .then()
                    .statusCode(200)
                    .body("total_count", equalTo(7));
            seen.addAll(page.extract().path("items.user_id"));
            cursor = page.extract().path("next_cursor");
            page.body("has_more", equalTo(cursor != null));
        } while (cursor != null);

        assertThat(seen).isEqualTo(added);
    }

    @Test
    void filtersNarrow() {
        String works = organisation.department("Works");
        String id = organisation.person("in@acme.example");
        organisation.person("out@acme.example");
        organisation
                .patchPerson(
                        id, "{\"membership\": {\"department_id\": \"" + works + "\", \"valid_from\": \"2026-02-01\"}}")
                .statusCode(200);

        organisation
                .admin()
                .get("/v1/users?department_id=" + works)
                .then()
                .body("items.user_id", contains(id))
                .body("total_count", equalTo(1));
        organisation.admin().get("/v1/users?email=IN@acme.example").then().body("items.user_id", contains(id));
        organisation.admin().get("/v1/users?status=inactive").then().body("items", hasSize(0));
    }

    @Test
    void mistypedFiltersAreRefused() {
        Map<String, String> wrong = Map.of(
                "departmentid=x", "?departmentid",
                "limit=101", "?limit",
                "cursor=abc", "?cursor",
                "department_id=1", "?department_id",
                "team_id=", "?team_id",
                "status=gone", "?status",
                "status=active&status=inactive", "?status",
                "email=a%00b", "?email");
        wrong.forEach((query, pointer) -> organisation
                .admin()
                .urlEncodingEnabled(false)
                .get("/v1/users?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer)));
    }

    @Test
    void allThatIsWrongWithAQueryIsSaidAtOnce() {
        organisation
                .admin()
                .get("/v1/users?status=gone&department_id=1&limit=0&cursor=x")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("?status", "?department_id", "?limit", "?cursor"));
    }

    @Test
    void unitsThatAreNotThereAreNotAnEmptyList() {
        String theirs = TestOrganisation.make().department("Theirs");
        String mine = organisation.department("Mine");

        organisation.admin().get("/v1/users?department_id=" + mine).then().statusCode(200);
        organisation.admin().get("/v1/users?department_id=" + theirs).then().statusCode(404);
        organisation.admin().get("/v1/users?team_id=" + mine).then().statusCode(404);
        organisation
                .admin()
                .get("/v1/users?team_id=" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void csvHasNoPages() {
        for (String part : List.of("limit=5", "cursor=x")) {
            for (String path : List.of("/v1/users", "/v1/departments", "/v1/teams", "/v1/api-keys")) {
                organisation
                        .admin()
                        .accept("text/csv")
                        .get(path + "?" + part)
                        .then()
                        .statusCode(400)
                        .body("errors[0].pointer", equalTo("?" + part.split("=")[0]));
            }
        }
    }

    @Test
    void csvIsTheWholeListAndHarmless() {
        for (int i = 0; i < 27; i++) {
            organisation.person("csv" + i + "@acme.example");
        }
        organisation
                .post("/v1/users", "{\"email\": \"evil@acme.example\", \"name\": \"=cmd()\"}")
                .statusCode(201);

        String csv = organisation
                .admin()
                .accept("text/csv")
                .get("/v1/users")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=utf-8")
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(29).first().asString().startsWith("user_id,email,name,role");
        assertThat(csv).contains(",'=cmd(),").doesNotContain(",=cmd()");
        organisation.admin().accept("image/png").get("/v1/users").then().statusCode(406);
    }

    @Test
    void personOfAnotherOrganisationIsNotThere() {
        TestOrganisation other = TestOrganisation.make();
        String id = organisation.person("mine@acme.example");

        other.admin().get("/v1/users/" + id).then().statusCode(404);
        other.admin()
                .body("{\"name\": \"Stolen\"}")
                .patch("/v1/users/" + id)
                .then()
                .statusCode(404);
        other.admin().get("/v1/users").then().body("items", empty());
        organisation.admin().get("/v1/users/" + id).then().body("name", equalTo("P"));
        organisation.admin().get("/v1/users/not-an-id").then().statusCode(404);
        organisation.admin().get("/v1/users/" + UUID.randomUUID()).then().statusCode(404);
    }
}
