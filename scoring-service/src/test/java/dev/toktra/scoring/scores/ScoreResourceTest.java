package dev.toktra.scoring.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.Api;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.Habit;
import dev.toktra.scoring.Use;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ScoreResourceTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private final Company company = new Company();
    private final Api api = new Api(company.org());
    private final UUID top = company.department("Product", null);
    private final UUID lower = company.department("Engineering", top);
    private final UUID beside = company.department("Sales", null);
    private final UUID team = company.team("Platform", lower);
    private final List<UUID> engineers = new ArrayList<>();
    private final UUID lead = company.person("Lead", top, null);
    private final UUID seller = company.person("Sam", beside, null);
    private final UUID newcomer = company.person("=New", lower, null);

    @BeforeEach
    void compute() {
        Random random = new Random(3);
        for (int i = 0; i < 6; i++) {
            UUID person = company.person("Engineer " + i, lower, team);
            engineers.add(person);
            Habit.values()[i % 4].fill(company, person, NIGHT, 75, random);
        }
        Habit.BUILDER.fill(company, lead, NIGHT, 75, random);
        Habit.RETRIER.fill(company, seller, NIGHT, 75, random);
        company.uses(newcomer, NIGHT, Use.of("openai", "gpt-5").requests(3));
        company.save();
        Scores.compute(company.org(), NIGHT, List.of(30));
    }

    @Test
    void listShowsEveryoneOfTheLastNightAndTheMedianOfAll() {
        get(api.admin(), "/v1/scores")
                .body("night", equalTo("2026-06-30"))
                .body("total_count", equalTo(9))
                .body("has_more", equalTo(false))
                .body("unit.level", equalTo("organisation"))
                .body("unit.scored", equalTo(8))
                .body("unit.people", equalTo(9))
                .body("unit.median", notNullValue())
                .body("items.find {it.name == '=New'}.state", equalTo("insufficient_data"))
                .body("items.find {it.name == '=New'}.score", nullValue())
                .body("items.find {it.name == 'Lead'}.trend", notNullValue())
                .body("items.find {it.name == 'Sam'}.highlight.words", notNullValue());
    }

    @Test
    void pagesAreOneList() {
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = get(
                            cursor == null ? api.admin() : api.admin().queryParam("cursor", cursor),
                            "/v1/scores?limit=4")
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.user_id"));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        assertThat(seen).hasSize(9).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void componentsExplainTheScore() {
        JsonPath explained = get(api.admin(), "/v1/scores/" + seller).extract().jsonPath();
        assertThat(explained.getList("components.component"))
                .containsExactly("productive_output", "waste", "cache_reuse", "model_fit");
        BigDecimal sum = explained.getList("components.contribution", BigDecimal.class).stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(new BigDecimal(explained.getString("score.score")));
        assertThat(explained.getString("basis.settled_through")).isEqualTo("2026-06-27");
        assertThat(explained.getInt("basis.formula_version")).isEqualTo(1);
        assertThat(explained.getInt("basis.parameters.days")).isEqualTo(30);
        assertThat(explained.getString("basis.first_day")).isEqualTo("2026-06-01");
    }

    @Test
    void nightsBeforeTheFirstAreMarkedAsComputedLater() {
        get(api.admin(), "/v1/scores/" + seller + "/history")
                .body("items.night", contains("2026-06-30", "2026-05-31"))
                .body("items.backfilled", contains(false, true));
        get(api.admin(), "/v1/scores?date=2026-06-15").body("night", equalTo("2026-05-31"));
        get(api.admin(), "/v1/scores?date=2026-05-01")
                .body("night", nullValue())
                .body("items", empty());
        api.admin().get("/v1/scores/" + seller + "?date=2026-05-01").then().statusCode(404);
    }

    @Test
    void unitsAreFilteredWithThoseBelowThem() {
        get(api.admin(), "/v1/scores?department_id=" + top)
                .body("total_count", equalTo(8))
                .body("unit.level", equalTo("department"))
                .body("unit.scored", equalTo(7));
        get(api.admin(), "/v1/scores?team_id=" + team)
                .body("total_count", equalTo(6))
                .body("unit.level", equalTo("team"));
        api.admin().get("/v1/scores?team_id=" + UUID.randomUUID()).then().statusCode(404);
        api.admin()
                .get("/v1/scores?team_id=" + team + "&department_id=" + top)
                .then()
                .statusCode(400);
        api.admin().get("/v1/scores?user=" + seller).then().statusCode(400);
    }

    @Test
    void leadSeesTheOwnSubtreeAndNothingElse() {
        get(api.as("lead", lead), "/v1/scores").body("total_count", equalTo(8)).body("unit", nullValue());
        get(api.as("lead", lead), "/v1/scores/" + engineers.get(0));
        get(api.as("lead", lead), "/v1/scores?department_id=" + lower).body("unit.median", notNullValue());
        api.as("lead", lead).get("/v1/scores/" + seller).then().statusCode(403);
        api.as("lead", lead).get("/v1/scores/" + seller + "/history").then().statusCode(403);
        api.as("lead", lead).get("/v1/scores?department_id=" + beside).then().statusCode(403);
        api.as("lead", lead).get("/v1/scores?user_id=" + seller).then().statusCode(403);
    }

    @Test
    void memberSeesThemselves() {
        UUID self = engineers.get(1);
        get(api.as("member", self), "/v1/scores").body("items.user_id", contains(self.toString()));
        get(api.as("member", self), "/v1/scores/" + self);
        api.as("member", self).get("/v1/scores/" + engineers.get(0)).then().statusCode(403);
        api.as("member", self).get("/v1/scores?team_id=" + team).then().statusCode(403);
    }

    @Test
    void whereNobodyIsNamedScoresGoToThePersonAndThePrivacyOfficerOnly() {
        for (String privacy : List.of("anonymised", "teams_only")) {
            company.privacy(privacy);
            get(api.admin(), "/v1/scores").body("items", empty()).body("unit.withheld", equalTo(false));
            api.admin().get("/v1/scores/" + seller).then().statusCode(403);
            api.as("lead", lead).get("/v1/scores/" + engineers.get(0)).then().statusCode(403);
            get(api.as("lead", lead), "/v1/scores").body("items.user_id", contains(lead.toString()));
            get(api.as("member", seller), "/v1/scores/" + seller);
            get(api.as("privacy_officer", UUID.randomUUID()), "/v1/scores").body("items", hasSize(9));
            assertThat(csv(api.admin())).hasSize(1);
        }
    }

    @Test
    void figuresOfOneToFourPeopleAreWithheldWhereNobodyIsNamed() {
        company.privacy("anonymised");
        get(api.admin(), "/v1/scores?department_id=" + beside)
                .body("unit.withheld", equalTo(true))
                .body("unit.median", nullValue())
                .body("unit.scored", nullValue());
        get(api.admin(), "/v1/scores?department_id=" + lower)
                .body("unit.withheld", equalTo(true)); // 6 of 8: 2 are left
    }

    @Test
    void csvIsTheWholeListAndNoFormula() {
        List<String> lines = csv(api.admin());
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).startsWith("night,user_id,name,state,score,low,high,trend");
        assertThat(lines).anyMatch(line -> line.contains(",'=New,insufficient_data,,,,,,"));
        api.admin().accept("text/csv").get("/v1/scores?limit=3").then().statusCode(400);
    }

    @Test
    void otherOrganisationsAndProgramsWithoutTheScopeSeeNothing() {
        Company other = new Company();
        Api foreign = new Api(other.org());
        get(foreign.admin(), "/v1/scores").body("items", empty());
        foreign.admin().get("/v1/scores/" + seller).then().statusCode(404);
        foreign.admin().get("/v1/scores?user_id=" + seller).then().statusCode(404);
        Api.as(api.caller().actor("key", "k").roles("analyst").scopes("usage:read"))
                .get("/v1/scores")
                .then()
                .statusCode(403);
        get(Api.as(api.caller().actor("key", "k").roles("analyst").scopes("scores:read")), "/v1/scores")
                .body("items", hasSize(9));
        api.admin().get("/v1/scores/somebody").then().statusCode(404);
    }

    @Test
    void scoreOfOnePersonIsAListToo() {
        get(api.admin(), "/v1/scores?user_id=" + seller)
                .body("items.name", containsInAnyOrder("Sam"))
                .body("unit", nullValue());
    }

    private static List<String> csv(RequestSpecification who) {
        return who.accept("text/csv")
                .get("/v1/scores")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static io.restassured.response.ValidatableResponse get(RequestSpecification who, String path) {
        return who.get(path).then().statusCode(200);
    }
}
