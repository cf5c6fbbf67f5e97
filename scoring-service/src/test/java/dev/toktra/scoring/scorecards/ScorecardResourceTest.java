package dev.toktra.scoring.scorecards;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.bulksql.JdbcTransaction;
import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import dev.toktra.scoring.nights.Night;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ScorecardResourceTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 14);
    private static final LocalDate EARLIER = NIGHT.minusDays(10);

    private final Company company = new Company();
    private final UUID research = company.department("Research", null);
    private final UUID physics = company.department("Physics", research);
    private final UUID sales = company.department("Sales", null);
    private final UUID optics = company.team("Optics", physics);
    private final UUID ada = company.person("Ada", physics, optics);
    private final UUID ben = company.person("Ben", research, null);

    @BeforeEach
    void compute() throws SQLException {
        company.person("Cleo", sales, null);
        company.uses(ada, NIGHT.minusDays(2), Use.of("openai", "gpt-5").tokens(100, 0, 0, 10));
        company.uses(
                ada,
                EARLIER.minusDays(10),
                Use.of("anthropic", "claude-sonnet-4-5").tokens(100, 0, 0, 10));
        company.uses(ben, NIGHT.minusDays(50), Use.of("openai", "gpt-5").tokens(100, 0, 0, 10));
        company.save();
        score(ada, physics, optics, 80);
        score(ben, research, null, 60);
        try (Connection worker = TestSchema.worker().getConnection()) {
            for (LocalDate night : List.of(EARLIER, NIGHT)) {
                Night one = new Night(company.org(), night, ZoneOffset.UTC, Instant.parse("2026-06-15T02:00:00Z"));
                JdbcTransaction.commit(worker, () -> new ScorecardJob(() -> Period.ofMonths(13)).compute(worker, one));
            }
        }
    }

    private void score(UUID person, UUID department, @Nullable UUID team, double score) {
        TestSchema.execute(
                "insert into score (org_id, user_id, night, score, low, high, state, department_id, team_id,"
                        + " active_days, requests, components, formula_version, computed_at) values (?, ?, ?, ?, 0, 100,"
                        + " 'scored', ?, ?, 9, 99, '{}', 1, now())",
                company.org(),
                person,
                NIGHT,
                score,
                department,
                team);
    }

    private CallerToken caller() {
        return TestCallers.caller(company.org(), "scoring-service");
    }

    private CallerToken analyst() {
        return caller().roles("analyst");
    }

    private static ValidatableResponse get(CallerToken caller, String path) {
        return given().header("Authorization", "Bearer " + caller.token())
                .get("/v1/scorecards" + path)
                .then();
    }

    @Test
    void departmentCountsItsPeopleAndThoseBelow() {
        get(analyst(), "")
                .statusCode(200)
                .body("date", equalTo("2026-06-14"))
                .body("items.name", contains("Physics", "Research", "Sales"))
                .body("items.adoption.eligible", contains(1, 2, 1))
                .body("items.adoption.active_30", contains(1, 1, 0))
                .body("items.adoption.active_90", contains(1, 2, 0))
                .body("items.adoption.rate", contains(1.0f, 0.5f, 0.0f))
                .body("items.efficiency.score", contains(80.0f, 70.0f, null))
                .body("items[1].models.distinct", equalTo(2))
                .body("items[1].providers.keySet()", containsInAnyOrder("anthropic", "openai"))
                .body("total_count", equalTo(3));
    }

    @Test
    void peopleWithoutUsageAreListed() {
        get(analyst(), "?level=employee")
                .body("items.name", contains("Ada", "Ben", "Cleo"))
                .body("items[2].tokens.total", equalTo(0))
                .body("items[2].tokens.slope", nullValue())
                .body("items[2].adoption.rate", equalTo(0.0f))
                .body("items[0].tokens.weeks", hasSize(13));
        get(analyst(), "?level=organisation").body("items.adoption.eligible", contains(3));
    }

    @Test
    void listNarrowsToDepartmentAndTeam() {
        get(analyst(), "?level=employee&department_id=" + research).body("items.name", contains("Ada", "Ben"));
        get(analyst(), "?level=employee&team_id=" + optics).body("items.name", contains("Ada"));
        get(analyst(), "?level=team&department_id=" + research).body("items.name", contains("Optics"));
        get(analyst(), "?level=department&department_id=" + research)
                .body("items.name", contains("Physics", "Research"));
    }

    @Test
    void datesOfThePastAndTheirDifference() {
        get(analyst(), "?date=2026-06-10").body("date", equalTo("2026-06-04"));
        get(analyst(), "?date=2026-01-01").body("items", empty()).body("date", nullValue());
        get(analyst(), "/employee/" + ada + "/diff?from=2026-06-04&to=2026-06-14")
                .statusCode(200)
                .body("from.date", equalTo("2026-06-04"))
                .body("changes.find { it.figure == 'models' }.change", equalTo(1))
                .body("changes.find { it.figure == 'score' }.change", nullValue());
        get(analyst(), "/employee/" + ada + "/diff").statusCode(400);
        get(analyst(), "/employee/" + ada + "?date=2026-06-05").body("date", equalTo("2026-06-04"));
    }

    @Test
    void pagesHoldEveryCardOnce() {
        String first = get(analyst(), "?level=employee&limit=2")
                .body("has_more", equalTo(true))
                .body("items.name", contains("Ada", "Ben"))
                .extract()
                .path("next_cursor");
        get(analyst(), "?level=employee&limit=2&cursor=" + first)
                .body("has_more", equalTo(false))
                .body("items.name", contains("Cleo"))
                .body("next_cursor", nullValue());
        get(analyst(), "?level=employee&cursor=" + UUID.randomUUID()).statusCode(400);
    }

    @Test
    void csvHasALineForEach() {
        String csv = given().header("Authorization", "Bearer " + analyst().token())
                .accept("text/csv")
                .get("/v1/scorecards?level=employee")
                .asString();
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv).startsWith("level,id,name,").contains("employee," + ada + ",Ada,");
    }

    @Test
    void leadSeesTheSubtreeAndMemberThemselves() {
        CallerToken lead = caller().userId(ben).roles("lead");
        get(lead, "").body("items.name", contains("Physics", "Research"));
        get(lead, "?level=employee").body("items.name", contains("Ada", "Ben"));
        get(lead, "?level=team").body("items.name", contains("Optics"));
        get(lead, "?level=organisation").statusCode(403);
        get(lead, "/department/" + sales).statusCode(404);
        CallerToken member = caller().userId(ada).roles("member");
        get(member, "").body("items.name", contains("Ada"));
        get(member, "?level=department").statusCode(403);
        get(member, "/employee/" + ben).statusCode(404);
    }

    @Test
    void privacyKeepsScoresFromOthersAndSmallGroups() {
        company.privacy("anonymised");
        get(analyst(), "?level=employee")
                .body("items.efficiency.score", contains(nullValue(), nullValue(), nullValue()))
                .body("items[0].efficiency.withheld", equalTo(true))
                .body("items[0].efficiency.scored", nullValue())
                .body("items[0].adoption.active_30", equalTo(1));
        get(caller().userId(ada).roles("member"), "").body("items.efficiency.score", contains(80.0f));
        get(analyst(), "/department/" + research)
                .body("efficiency.withheld", equalTo(true))
                .body("efficiency.score", nullValue())
                .body("adoption.eligible", equalTo(2));
        CallerToken officer = caller().actor("person", "officer").roles("privacy_officer");
        get(officer, "/employee/" + ada).body("efficiency.score", nullValue());
        TestSchema.execute(
                "insert into anonymity_lift values (?, ?, 'officer', ?, 'a complaint', now(), now() + interval '1"
                        + " hour')",
                company.org(),
                UUID.randomUUID(),
                research);
        get(officer, "/employee/" + ada).body("efficiency.score", equalTo(80.0f));
        get(analyst(), "/employee/" + ada).body("efficiency.score", nullValue());
    }

    @Test
    void groupsThatLeaderboardsShowHaveTheirMedian() {
        company.privacy("anonymised");
        TestSchema.execute(
                "insert into leaderboard_window values (?, '2026-06-08', 1, '2026-06-08', ?, 1, now())",
                company.org(),
                UUID.randomUUID());
        TestSchema.execute(
                "insert into leaderboard_group values (?, '2026-06-08', 1, 'department', ?, false, 7, 61.25, 50, 70)",
                company.org(),
                research);
        get(analyst(), "/department/" + research)
                .body("efficiency.withheld", equalTo(false))
                .body("efficiency.score", equalTo(61.3f))
                .body("efficiency.scored", equalTo(7))
                .body("efficiency.change_30", nullValue());
        get(analyst(), "/department/" + physics).body("efficiency.withheld", equalTo(true));
    }

    @Test
    void whatIsUnknownOrForbiddenIsSaid() {
        get(analyst(), "?levels=team").statusCode(400);
        get(analyst(), "?level=person&date=today").statusCode(400).body("errors", hasSize(2));
        get(analyst(), "/person/" + ada).statusCode(404);
        get(analyst(), "/employee/" + UUID.randomUUID()).statusCode(404);
        get(TestCallers.caller(new Company().org(), "scoring-service").roles("analyst"), "/employee/" + ada)
                .statusCode(404);
        get(caller().actor("key", "k1").roles("analyst"), "").statusCode(403);
    }
}
