package dev.toktra.reconciliation.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets over HTTP, in an organisation whose day is that of UTC. */
@QuarkusTest
@WithTestResource(TestStack.class)
class BudgetResourceTest {

    @Inject
    @SuppressWarnings("NullAway.Init") // injected
    Clock clock;

    @SuppressWarnings("NullAway.Init") // made before each test
    private BudgetApi api;

    @SuppressWarnings("NullAway.Init") // made before each test
    private BudgetRig rig;

    @BeforeEach
    void company() {
        api = BudgetApi.of(clock);
        rig = api.rig();
    }

    private ValidatableResponse ofTheBusinessYear() {
        return api.post("""
                        {"name": "All", "scope": "organisation", "measure": "usd", "amount": 12.5, "period": "annual",
                         "starts_on": "2026-04-01", "thresholds": [90, 10], "rollover": true, "provider": "openai"}""").statusCode(201).header("ETag", "\"1\"");
    }

    @Test
    void aBudgetIsAddedShownAndListed() {
        ValidatableResponse made = ofTheBusinessYear();
        String id = made.extract().path("budget_id");
        made.header("Location", containsString("/v1/budgets/" + id));
        api.admin()
                .get("/v1/budgets/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("amount", equalTo(12.5f))
                .body("hard", equalTo(false))
                .body("rollover", equalTo(true))
                .body("thresholds", equalTo(List.of(10, 90)))
                .body("starts_on", equalTo("2026-04-01"))
                .body("department_id", nullValue());
        api.admin().get("/v1/budgets").then().body("total_count", equalTo(1)).body("items[0].name", equalTo("All"));
    }

    @Test
    void aBudgetIsChangedAndDeletedByWhoSawIt() {
        String path = "/v1/budgets/" + ofTheBusinessYear().extract().path("budget_id");
        api.admin()
                .header("If-Match", "\"1\"")
                .body("{\"amount\": 20, \"hard\": true}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("amount", equalTo(20))
                .body("hard", equalTo(true))
                .body("thresholds", equalTo(List.of(10, 90)));
        api.admin().body("{}").patch(path).then().statusCode(428);
        api.admin().header("If-Match", "\"1\"").delete(path).then().statusCode(412);
        api.admin().header("If-Match", "\"2\"").delete(path).then().statusCode(204);
        api.admin().get(path).then().statusCode(404);
        api.admin().get(path + "/status").then().statusCode(404);
        ofTheBusinessYear();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        api.post("""
                {"name": " ", "scope": "department", "user_id": "x", "measure": "tokens", "amount": 1.5, "period": "hourly",
                 "hard": 1, "thresholds": [0], "colour": 1, "starts_on": "soon", "rollover": "yes"}""")
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/name",
                                "/department_id",
                                "/user_id",
                                "/amount",
                                "/period",
                                "/hard",
                                "/thresholds",
                                "/colour",
                                "/starts_on",
                                "/rollover"));
        api.post("{}")
                .statusCode(400)
                .body("errors.pointer", hasItems("/name", "/scope", "/measure", "/amount", "/period"));
        api.post("[]").statusCode(400);
        api.admin().get("/v1/budgets?colour=1").then().statusCode(400);
        api.admin().get("/v1/budgets?limit=0").then().statusCode(400);
        api.admin().get("/v1/budgets/nonsense").then().statusCode(404);
    }

    @Test
    void namesAreUniqueAndWhatCountsForABudgetStays() {
        String id = api.added("One", "\"organisation\"", "");
        String other = api.added("Two", "\"organisation\"", "");
        api.post(
                        "{\"name\": \"One\", \"scope\": \"organisation\", \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\"}")
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/name"));
        api.admin()
                .header("If-Match", "*")
                .body("{\"name\": \"One\"}")
                .patch("/v1/budgets/" + other)
                .then()
                .statusCode(409);
        api.admin()
                .header("If-Match", "*")
                .body("{\"period\": \"daily\", \"amount\": null}")
                .patch("/v1/budgets/" + id)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/period", "/amount"));
        api.post("{\"name\": \"X\", \"scope\": %s, \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\"}"
                        .formatted(BudgetApi.ofDepartment(rig.team)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/department_id"));
    }

    @Test
    void pagesHoldEveryBudgetOnce() {
        for (int i = 0; i < 5; i++) {
            api.added("B" + i, "\"organisation\"", "");
        }
        var first = api.admin().get("/v1/budgets?limit=3").then().body("has_more", equalTo(true));
        List<String> names = first.extract().path("items.name");
        String cursor = first.extract().path("next_cursor");
        var second = api.admin()
                .get("/v1/budgets?limit=3&cursor=" + cursor)
                .then()
                .body("has_more", equalTo(false))
                .body("next_cursor", nullValue())
                .body("total_count", equalTo(5));
        names.addAll(second.extract().path("items.name"));
        assertThat(names).containsExactly("B0", "B1", "B2", "B3", "B4");
    }

    @Test
    void aStatusSaysWhatIsSpentSettledAndLeftAndWhichThresholdsWereReached() {
        String id = api.added("All", "\"organisation\"", "");
        api.admin()
                .get("/v1/budgets/" + id + "/status")
                .then()
                .statusCode(200)
                .body("standing", equalTo("pending"))
                .body("spent", nullValue())
                .body("thresholds.percent", contains(50, 80, 100));
        rig.settled(api.today(), rig.ann.toString(), null, 500, null);
        rig.estimated(api.today(), 2, "gpt-4o", 100, null);
        rig.refresh();
        api.admin()
                .get("/v1/budgets/" + id + "/status")
                .then()
                .body("budget.budget_id", equalTo(id))
                .body("spent", equalTo(600))
                .body("settled", equalTo(500))
                .body("remaining", equalTo(400))
                .body("unpriced_tokens", equalTo(600))
                .body("thresholds[0].reached_at", notNullValue())
                .body("thresholds[1].reached_at", nullValue())
                .body("projected", nullValue())
                .body("as_of", notNullValue());
    }

    @Test
    void theTreeHoldsBudgetsByDepartmentAndWarnsOfTooMuchSharedOut() {
        String all = api.added("All", "\"organisation\"", "");
        String top = api.added("Top", BudgetApi.ofDepartment(rig.top), "");
        api.added("Other", BudgetApi.ofDepartment(rig.other), "");
        api.added("Ann", BudgetApi.ofPerson(rig.ann), "");
        api.admin()
                .get("/v1/budgets/status")
                .then()
                .statusCode(200)
                .body("organisation.budget.name", contains("All"))
                .body("people.budget.name", contains("Ann"))
                .body(
                        "departments.find { it.department_id == '%s' }.budgets.budget.name".formatted(rig.top),
                        contains("Top"))
                .body(
                        "departments.find { it.department_id == '%s' }.departments.department_id".formatted(rig.top),
                        contains(rig.middle.toString()))
                .body("warnings", hasSize(1))
                .body("warnings[0].budget_id", equalTo(all))
                .body("warnings[0].shared_out", equalTo(2000))
                .body("warnings[0].below", hasItems(top));
    }

    @Test
    void aLeadSeesBudgetsOfTheOwnDepartmentAndBelow() {
        rig.moves(rig.ann, rig.top, LocalDate.of(2025, 1, 1));
        String all = api.added("All", "\"organisation\"", "");
        String middle = api.added("Middle", BudgetApi.ofDepartment(rig.middle), "");
        String other = api.added("Other", BudgetApi.ofDepartment(rig.other), "");
        api.added("Ann", BudgetApi.ofPerson(rig.ann), "");
        api.added("Ben", BudgetApi.ofPerson(rig.ben), "");
        api.lead().get("/v1/budgets").then().statusCode(200).body("items.name", contains("Middle", "Ann"));
        api.lead().get("/v1/budgets/" + middle + "/status").then().statusCode(200);
        api.lead().get("/v1/budgets/" + other).then().statusCode(404);
        api.lead().get("/v1/budgets/" + all + "/status").then().statusCode(404);
        api.lead()
                .get("/v1/budgets/status")
                .then()
                .body("organisation", hasSize(0))
                .body("departments.department_id", contains(rig.top.toString()))
                .body("people.budget.name", contains("Ann"));
        api.lead().body("{}").post("/v1/budgets").then().statusCode(403);
    }

    @Test
    void aListMayBeOfAPersonOrADepartment() {
        rig.moves(rig.ann, rig.middle, LocalDate.of(2025, 1, 1));
        api.added("All", "\"organisation\"", "");
        api.added("Top", BudgetApi.ofDepartment(rig.top), "");
        api.added("Middle", BudgetApi.ofDepartment(rig.middle), "");
        api.added("Other", BudgetApi.ofDepartment(rig.other), "");
        api.added("Ann", BudgetApi.ofPerson(rig.ann), "");
        api.admin()
                .get("/v1/budgets?department_id=" + rig.top)
                .then()
                .body("items.name", contains("Top", "Middle", "Ann"))
                .body("total_count", equalTo(3));
        api.admin().get("/v1/budgets?user_id=" + rig.ann).then().body("items.name", contains("Ann"));
        api.admin().get("/v1/budgets?user_id=" + UUID.randomUUID()).then().statusCode(404);
        api.admin().get("/v1/budgets?department_id=x").then().statusCode(400);
        api.admin().get("/v1/budgets?team_id=" + rig.top).then().statusCode(400);
    }

    @Test
    void whoMayNotIsTold() {
        api.member().get("/v1/budgets").then().statusCode(403);
        api.member().get("/v1/budgets/status").then().statusCode(403);
        RequestSpecification key =
                BudgetApi.as(api.caller().roles("analyst").actor("key", "k").scopes("usage:read"));
        key.get("/v1/budgets").then().statusCode(403);
        BudgetApi.as(api.caller().roles("analyst").actor("key", "k").scopes("budgets:read"))
                .get("/v1/budgets")
                .then()
                .statusCode(200);
        BudgetApi.as(api.caller().roles("analyst"))
                .body("{}")
                .post("/v1/budgets")
                .then()
                .statusCode(403);
        String id = api.added("All", "\"organisation\"", "");
        BudgetApi.as(TestCallers.caller(UUID.randomUUID(), "reconciliation-service")
                        .roles("admin"))
                .get("/v1/budgets/" + id)
                .then()
                .statusCode(503);
        BudgetRig elsewhere = new BudgetRig(clock.instant(), "UTC");
        BudgetApi.as(TestCallers.caller(elsewhere.org, "reconciliation-service").roles("admin"))
                .get("/v1/budgets/" + id)
                .then()
                .statusCode(404);
    }
}
