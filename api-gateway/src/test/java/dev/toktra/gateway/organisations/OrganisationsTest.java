package dev.toktra.gateway.organisations;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
class OrganisationsTest {

    private final TestOrganisation organisation = TestOrganisation.in("Europe/Berlin");

    private ValidatableResponse patch(String path, String body) {
        return organisation.admin().body(body).patch(path).then();
    }

    private String department(String name, @Nullable String parent) {
        return organisation
                .admin()
                .body("{\"name\": \"%s\", \"parent_id\": %s}"
                        .formatted(name, parent == null ? "null" : '"' + parent + '"'))
                .post("/v1/departments")
                .then()
                .statusCode(201)
                .extract()
                .path("department_id");
    }

    @Test
    void timeZoneChangesOnTheNextLocalDay() {
        // Kathmandu is ahead of Berlin: a day that has begun there is no next day.
        String tomorrow = LocalDate.now(ZoneId.of("Asia/Kathmandu")).plusDays(1).toString();

        patch("/v1/organisation", "{\"name\": \"Renamed\", \"time_zone\": \"Asia/Kathmandu\"}")
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("time_zone", equalTo("Europe/Berlin"))
                .body("next_time_zone.time_zone", equalTo("Asia/Kathmandu"))
                .body("next_time_zone.valid_from", equalTo(tomorrow));
        patch("/v1/organisation", "{\"time_zone\": \"Europe/Berlin\"}")
                .statusCode(200)
                .body("next_time_zone", nullValue());
        organisation
                .admin()
                .get("/v1/organisation")
                .then()
                .body("org_id", equalTo(organisation.orgId().toString()))
                .body("name", equalTo("Renamed"))
                .body("currency", equalTo("USD"))
                .body("privacy", equalTo("named"));
    }

    @Test
    void wrongSettingsAreRefused() {
        patch("/v1/organisation", "{\"time_zone\": \"Mars/Base\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/time_zone"));
        patch("/v1/organisation", "{\"time_zone\": \"+05:00\"}").statusCode(400);
        patch("/v1/organisation", "{\"name\": \" \"}").statusCode(400).body("errors[0].pointer", equalTo("/name"));
        patch("/v1/organisation", "{\"version\": 1}").statusCode(400).body("errors[0].pointer", equalTo("/version"));
    }

    @Test
    void departmentsAreATree() {
        String top = department("Top", null);
        String middle = department("Middle", top);
        String low = department("Low", middle);

        patch("/v1/departments/" + top, "{\"parent_id\": \"" + low + "\"}")
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/parent_id"));
        patch("/v1/departments/" + top, "{\"parent_id\": \"" + top + "\"}").statusCode(409);
        patch("/v1/departments/" + low, "{\"parent_id\": null, \"name\": \"Free\"}")
                .statusCode(200)
                .body("parent_id", nullValue())
                .body("name", equalTo("Free"));
        patch("/v1/departments/" + middle, "{\"name\": \"Renamed\"}")
                .statusCode(200)
                .body("parent_id", equalTo(top));
        patch("/v1/departments/" + middle, "{\"parent_id\": \"" + UUID.randomUUID() + "\"}")
                .statusCode(422);
        patch("/v1/departments/" + middle, "{\"parent_id\": 5}").statusCode(400);
        organisation
                .admin()
                .get("/v1/departments")
                .then()
                .body("items.department_id", contains(top, middle, low))
                .body("total_count", equalTo(3));
    }

    private String team(String department) {
        return organisation
                .post("/v1/teams", "{\"name\": \"Kernel\", \"department_id\": \"" + department + "\"}")
                .statusCode(201)
                .extract()
                .path("team_id");
    }

    @Test
    void teamBelongsToADepartment() {
        String sales = department("Sales", null);
        String team = team(department("Works", null));

        organisation.post("/v1/teams", "{\"name\": \"x\"}").statusCode(400);
        organisation
                .post("/v1/teams", "{\"name\": \"x\", \"department_id\": \"" + team + "\"}")
                .statusCode(422);
        patch("/v1/teams/" + team, "{\"department_id\": \"" + sales + "\"}")
                .statusCode(200)
                .body("department_id", equalTo(sales));
    }

    @Test
    void membersOfATeamAreOfItsDepartment() {
        String works = department("Works", null);
        String sales = department("Sales", null);
        String team = team(sales);
        String body = "{\"email\": \"%s@acme.example\", \"name\": \"M\", \"team_id\": \"" + team + "\"%s}";

        organisation.post("/v1/users", body.formatted("m", "")).statusCode(201).body("department_id", equalTo(sales));
        patch("/v1/teams/" + team, "{\"department_id\": \"" + works + "\"}").statusCode(409);
        organisation
                .post("/v1/users", body.formatted("n", ", \"department_id\": \"" + works + "\""))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/team_id"));
    }

    @Test
    void departmentIsNoTeamAndTheOtherWayRound() {
        String works = department("Works", null);

        organisation.admin().get("/v1/teams/" + works).then().statusCode(404);
        organisation.admin().get("/v1/departments/" + works).then().statusCode(200);
        organisation.admin().get("/v1/teams").then().body("items", empty());
    }

    @Test
    void unitsOfAnotherOrganisationAreNotThere() {
        TestOrganisation other = TestOrganisation.make();
        String mine = department("Mine", null);

        other.admin().get("/v1/departments/" + mine).then().statusCode(404);
        other.admin()
                .body("{\"name\": \"x\"}")
                .patch("/v1/departments/" + mine)
                .then()
                .statusCode(404);
        other.admin()
                .body("{\"name\": \"x\", \"parent_id\": \"" + mine + "\"}")
                .post("/v1/departments")
                .then()
                .statusCode(422);
        other.admin().get("/v1/departments").then().body("items", hasSize(0));
    }

    @Test
    void csvOfUnits() {
        String top = department("Top", null);
        department("Low, with comma", top);

        organisation
                .admin()
                .accept("text/csv")
                .get("/v1/departments")
                .then()
                .statusCode(200)
                .body(startsWith("department_id,name,parent_id\r\n" + top + ",Top,\r\n"))
                .body(containsString("\"Low, with comma\"," + top));
    }
}
