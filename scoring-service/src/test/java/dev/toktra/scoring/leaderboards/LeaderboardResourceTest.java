package dev.toktra.scoring.leaderboards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.leaderboards.Boards.Crew;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class LeaderboardResourceTest {

    private final Boards boards = new Boards();
    private UUID ada;

    @BeforeEach
    void publish() {
        ada = boards.scored("Ada", boards.physics, boards.optics, 95);
        boards.scored(new Crew("Optic", 5), boards.physics, boards.optics, 80);
        boards.scored(new Crew("Laser", 6), boards.physics, boards.lasers, 80);
        boards.scored(new Crew("Reader", 5), boards.research, null, 50);
        boards.scored(new Crew("Seller", 5), boards.sales, null, 70);
        boards.publish(Boards.NIGHT);
    }

    private CallerToken caller() {
        return TestCallers.caller(boards.org, "scoring-service");
    }

    private CallerToken analyst() {
        return caller().roles("analyst");
    }

    private CallerToken member() {
        return caller().userId(ada).roles("member");
    }

    private static ValidatableResponse get(CallerToken caller, String query) {
        return given().header("Authorization", "Bearer " + caller.token())
                .get("/v1/leaderboard" + query)
                .then();
    }

    private static String csv(CallerToken caller, String query) {
        return given().header("Authorization", "Bearer " + caller.token())
                .accept("text/csv")
                .get("/v1/leaderboard" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String physics() {
        return "?department_id=" + boards.physics;
    }

    @Test
    void peopleAreRankedByScoreAndTiesShareARank() {
        get(analyst(), physics() + "&limit=4")
                .statusCode(200)
                .body("privacy", equalTo("named"))
                .body("view", equalTo("named"))
                .body("department", equalTo("Physics"))
                .body("night", equalTo("2026-06-14"))
                .body("window_start", nullValue())
                .body("items.name", contains("Ada", "Laser 0", "Optic 0", "Laser 1"))
                .body("items.rank", contains(1, 2, 2, 4))
                .body("items.score", contains(95.0f, 80.0f, 80.0f, 79.0f))
                .body("items[0].user_id", equalTo(ada.toString()))
                .body("total_count", equalTo(12))
                .body("has_more", equalTo(true));
    }

    @Test
    void departmentHasThePeopleBelowItAndTheOrganisationAll() {
        get(analyst(), "?department_id=" + boards.research).body("total_count", equalTo(17));
        get(analyst(), "").body("total_count", equalTo(22)).body("department_id", nullValue());
    }

    @Test
    void pagesHoldEveryLineOnce() {
        for (String view : List.of("named", "anonymised", "teams")) {
            List<Map<String, Object>> lines = new ArrayList<>();
            String cursor = "";
            while (true) {
                var page = get(analyst(), "?limit=5&view=" + view + cursor)
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                lines.addAll(page.getList("items"));
                if (!page.getBoolean("has_more")) {
                    assertThat(page.getString("next_cursor")).isNull();
                    assertThat(lines).doesNotHaveDuplicates().hasSize(page.getInt("total_count"));
                    break;
                }
                cursor = "&cursor=" + page.getString("next_cursor");
            }
        }
        get(analyst(), "?cursor=" + UUID.randomUUID()).statusCode(400);
    }

    @Test
    void toggleShowsBandsUnderPseudonyms() {
        get(analyst(), physics() + "&view=anonymised")
                .statusCode(200)
                .body("window_start", equalTo("2026-06-08"))
                .body("window_end", equalTo("2026-06-14"))
                .body("withheld", equalTo(false))
                .body("items", hasSize(12))
                .body("items.name", everyItem(nullValue()))
                .body("items.user_id", everyItem(nullValue()))
                .body("items.score", everyItem(nullValue()))
                .body("items[0].rank", equalTo(1))
                .body("items.score_from", hasItems(60, 80))
                .body("items.score_to", hasItems(80, 100));
        get(analyst(), physics() + "&view=anonymised&window=2026-06-08").body("items", hasSize(12));
        get(analyst(), physics() + "&view=anonymised&window=2026-06-01").statusCode(404);
        get(analyst(), physics() + "&view=named&window=2026-06-08").statusCode(400);
    }

    @Test
    void ownRowIsMarkedForTheOneWhoLooks() {
        get(member(), "").body("view", equalTo("anonymised")).body("items.findAll { it.you }", hasSize(1));
        get(analyst(), physics() + "&view=anonymised").body("items.findAll { it.you }", empty());
    }

    @Test
    void anonymisedOrganisationNamesNobody() {
        boards.company.privacy("anonymised");
        get(analyst(), physics()).body("view", equalTo("anonymised")).body("items", hasSize(12));
        get(analyst(), physics() + "&view=named").statusCode(403);
        get(caller().roles("admin"), physics() + "&view=named").statusCode(403);
        String csv = csv(analyst(), physics());
        assertThat(csv.lines()).hasSize(13);
        assertThat(csv).doesNotContain("Ada", ada.toString(), "95.0");
    }

    @Test
    void groupOfFourIsWithheldInEveryForm() {
        Boards small = new Boards();
        small.company.privacy("anonymised");
        small.scored(new Crew("Reader", 6), small.research, null, 50);
        small.scored(new Crew("Seller", 4), small.sales, null, 70);
        small.publish(Boards.NIGHT);
        CallerToken analyst = TestCallers.caller(small.org, "scoring-service").roles("analyst");
        String sales = "?department_id=" + small.sales;
        get(analyst, sales)
                .body("withheld", equalTo(true))
                .body("items", empty())
                .body("group", nullValue())
                .body("total_count", equalTo(0));
        assertThat(csv(analyst, sales).lines()).hasSize(1);
        get(analyst, "?department_id=" + small.research).body("items", hasSize(5));
    }

    @Test
    void teamsAreRankedWherePeopleAreNot() {
        boards.company.privacy("teams_only");
        get(analyst(), physics())
                .body("view", equalTo("teams"))
                .body("items.name", contains("Optics", "Lasers"))
                .body("items.rank", contains(1, 2))
                .body("items.people", contains(6, 6))
                .body("items.user_id", everyItem(nullValue()));
        get(analyst(), physics() + "&view=anonymised").statusCode(403);
        get(analyst(), physics() + "&view=named").statusCode(403);
        get(member(), "").body("view", equalTo("teams")).body("items.name", hasItem("Optics"));
    }

    @Test
    void leadSeesTheOwnDepartmentAndThoseBelow() {
        CallerToken lead = caller().userId(boards.company.person("Lee", boards.research, null))
                .roles("lead");
        get(lead, "").body("department_id", equalTo(boards.research.toString())).body("view", equalTo("named"));
        get(lead, physics()).statusCode(200);
        get(lead, "?department_id=" + boards.sales).statusCode(403);
        CallerToken homeless =
                caller().userId(boards.company.person("Lou", null, null)).roles("lead");
        get(homeless, "").statusCode(403);
    }

    @Test
    void memberSeesTheOwnDepartmentAndNobodyByName() {
        get(member(), "").body("department_id", equalTo(boards.physics.toString()));
        get(member(), "?view=named").statusCode(403);
        get(member(), "?department_id=" + boards.research).statusCode(403);
    }

    @Test
    void whatIsUnknownOrForbiddenIsSaid() {
        get(analyst(), "?department_id=" + UUID.randomUUID()).statusCode(404);
        get(analyst(), "?departement=1").statusCode(400);
        get(analyst(), "?view=ranked&window=monday").statusCode(400).body("errors", hasSize(2));
        get(TestCallers.caller(UUID.randomUUID(), "scoring-service").roles("analyst"), physics())
                .statusCode(503);
        get(TestCallers.caller(new Boards().org, "scoring-service").roles("analyst"), physics())
                .statusCode(404);
        get(caller().actor("key", "k1").roles("analyst"), "").statusCode(403);
        get(caller().actor("key", "k1").roles("analyst").scopes("scores:read"), "")
                .statusCode(200);
    }

    private ValidatableResponse lift(CallerToken caller, String body) {
        return given().header("Authorization", "Bearer " + caller.token())
                .contentType("application/json")
                .body(body)
                .post("/v1/leaderboard/lifts")
                .then();
    }

    @Test
    void liftingIsARecordedActWithAReason() {
        boards.company.privacy("anonymised");
        CallerToken officer = caller().userId(boards.people.get(20)).roles("privacy_officer");
        get(officer, physics() + "&view=named").statusCode(403);
        lift(officer, "{\"reason\": \"why\"}").statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        lift(analyst(), "{\"reason\": \"because I want to\"}").statusCode(403);
        lift(officer, "{\"reason\": \"a complaint about bonuses\", \"department_id\": \"" + UUID.randomUUID() + "\"}")
                .statusCode(404);
        lift(officer, "{\"reason\": \"a complaint about bonuses\", \"department_id\": \"" + boards.research + "\"}")
                .statusCode(201)
                .body("reason", equalTo("a complaint about bonuses"));
        get(officer, physics() + "&view=named").statusCode(200).body("items[0].name", equalTo("Ada"));
        get(officer, "?view=named&department_id=" + boards.sales).statusCode(403);
        get(officer, "?view=named").statusCode(403);
        get(analyst(), physics() + "&view=named").statusCode(403);
        given().header("Authorization", "Bearer " + caller().roles("admin").token())
                .get("/v1/leaderboard/lifts")
                .then()
                .body("items.reason", contains("a complaint about bonuses"))
                .body("total_count", equalTo(1));
        assertThat(TestSchema.rows("select act, actor, subject, reason from audit_act where org_id = ?", boards.org))
                .containsExactly("anonymity.lifted " + boards.people.get(20) + " " + boards.research
                        + " a complaint about bonuses");
    }

    @Test
    void liftEnds() {
        boards.company.privacy("anonymised");
        CallerToken officer = caller().actor("person", "officer").roles("privacy_officer");
        TestSchema.execute(
                "insert into anonymity_lift values (?, ?, 'officer', null, 'a complaint', now() - interval '2 hours',"
                        + " now() - interval '1 hour')",
                boards.org,
                UUID.randomUUID());
        get(officer, physics() + "&view=named").statusCode(403);
    }
}
