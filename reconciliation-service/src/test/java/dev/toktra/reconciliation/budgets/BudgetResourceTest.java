package dev.toktra.reconciliation.budgets;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets over HTTP, in an organisation whose day is that of UTC. */
@QuarkusTest
@WithTestResource(TestStack.class)
class BudgetResourceTest {

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    @SuppressWarnings("NullAway.Init")
    private BudgetRig rig;

    @BeforeEach
    void company() {
        rig = new BudgetRig(clock.instant(), "UTC");
    }

    private CallerToken caller() {
        return TestCallers.caller(rig.org, "reconciliation-service");
    }

    private static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    private RequestSpecification lead() {
        return as(caller().roles("lead").userId(rig.ann));
    }

    private RequestSpecification member() {
        return as(caller().roles("member").userId(rig.ann));
    }

    private ValidatableResponse post(String body) {
        return admin().body(body).post("/v1/budgets").then();
    }

    private String added(String name, String scope, String more) {
        return post("{\"name\": \"%s\", \"scope\": %s, \"measure\": \"tokens\", \"amount\": 1000, \"period\": \"monthly\" %s}"
                        .formatted(name, scope, more))
                .statusCode(201)
                .extract()
                .path("budget_id");
    }

    private String ofDepartment(UUID department) {
        return "\"department\", \"department_id\": \"" + department + "\"";
    }

    private String ofPerson(UUID person) {
        return "\"person\", \"user_id\": \"" + person + "\"";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void aBudgetIsAddedShownListedChangedAndDeleted() {
        ValidatableResponse made = post("""
                        {"name": "All", "scope": "organisation", "measure": "usd", "amount": 12.5, "period": "annual",
                         "starts_on": "2026-04-01", "thresholds": [90, 10], "rollover": true, "provider": "openai"}""")
                .statusCode(201)
                .header("ETag", "\"1\"");
        String id = made.extract().path("budget_id");
        made.header("Location", containsString("/v1/budgets/" + id));
        admin().get("/v1/budgets/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("amount", equalTo(12.5f))
                .body("hard", equalTo(false))
                .body("rollover", equalTo(true))
                .body("thresholds", equalTo(List.of(10, 90)))
                .body("starts_on", equalTo("2026-04-01"))
                .body("department_id", nullValue());
        admin().get("/v1/budgets").then().body("total_count", equalTo(1)).body("items[0].name", equalTo("All"));
        admin().header("If-Match", "\"1\"")
                .body("{\"amount\": 20, \"hard\": true}")
                .patch("/v1/budgets/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("amount", equalTo(20))
                .body("hard", equalTo(true))
                .body("thresholds", equalTo(List.of(10, 90)));
        admin().body("{}").patch("/v1/budgets/" + id).then().statusCode(428);
        admin().header("If-Match", "\"1\"").delete("/v1/budgets/" + id).then().statusCode(412);
        admin().header("If-Match", "\"2\"").delete("/v1/budgets/" + id).then().statusCode(204);
        admin().get("/v1/budgets/" + id).then().statusCode(404);
        admin().get("/v1/budgets/" + id + "/status").then().statusCode(404);
        post("""
                {"name": "All", "scope": "organisation", "measure": "usd", "amount": 1, "period": "daily"}""")
                .statusCode(201);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndWhere() {
        post("""
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
        post("{}").statusCode(400).body("errors.pointer", hasItems("/name", "/scope", "/measure", "/amount", "/period"));
        post("[]").statusCode(400);
        admin().get("/v1/budgets?colour=1").then().statusCode(400);
        admin().get("/v1/budgets?limit=0").then().statusCode(400);
        admin().get("/v1/budgets/nonsense").then().statusCode(404);
    }

    @Test
    void namesAreUniqueAndWhatCountsForABudgetStays() {
        String id = added("One", "\"organisation\"", "");
        String other = added("Two", "\"organisation\"", "");
        post("{\"name\": \"One\", \"scope\": \"organisation\", \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\"}")
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/name"));
        admin().header("If-Match", "*")
                .body("{\"name\": \"One\"}")
                .patch("/v1/budgets/" + other)
                .then()
                .statusCode(409);
        admin().header("If-Match", "*")
                .body("{\"period\": \"daily\", \"amount\": null}")
                .patch("/v1/budgets/" + id)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/period", "/amount"));
        post("{\"name\": \"X\", \"scope\": %s, \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\"}"
                        .formatted(ofDepartment(rig.team)))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/department_id"));
    }

    @Test
    void pagesHoldEveryBudgetOnce() {
        for (int i = 0; i < 5; i++) {
            added("B" + i, "\"organisation\"", "");
        }
        var first = admin().get("/v1/budgets?limit=3").then().body("has_more", equalTo(true));
        List<String> names = first.extract().path("items.name");
        String cursor = first.extract().path("next_cursor");
        var second = admin().get("/v1/budgets?limit=3&cursor=" + cursor)
                .then()
                .body("has_more", equalTo(false))
                .body("next_cursor", nullValue())
                .body("total_count", equalTo(5));
        names.addAll(second.extract().path("items.name"));
        assertThat(names).containsExactly("B0", "B1", "B2", "B3", "B4");
    }

    @Test
    void aStatusSaysWhatIsSpentSettledAndLeftAndWhichThresholdsWereReached() {
        String id = added("All", "\"organisation\"", "");
        admin().get("/v1/budgets/" + id + "/status")
                .then()
                .statusCode(200)
                .body("standing", equalTo("pending"))
                .body("spent", nullValue())
                .body("thresholds.percent", contains(50, 80, 100));
        rig.settled(today(), rig.ann.toString(), null, 500, null);
        rig.estimated(today(), 2, "gpt-4o", 100, null);
        rig.refresh();
        admin().get("/v1/budgets/" + id + "/status")
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
        String all = added("All", "\"organisation\"", "");
        String top = added("Top", ofDepartment(rig.top), "");
        added("Other", ofDepartment(rig.other), "");
        added("Ann", ofPerson(rig.ann), "");
        admin().get("/v1/budgets/status")
                .then()
                .statusCode(200)
                .body("organisation.budget.name", contains("All"))
                .body("people.budget.name", contains("Ann"))
                .body("departments.find { it.department_id == '%s' }.budgets.budget.name".formatted(rig.top), contains("Top"))
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
        String all = added("All", "\"organisation\"", "");
        String middle = added("Middle", ofDepartment(rig.middle), "");
        String other = added("Other", ofDepartment(rig.other), "");
        added("Ann", ofPerson(rig.ann), "");
        added("Ben", ofPerson(rig.ben), "");
        lead().get("/v1/budgets").then().statusCode(200).body("items.name", contains("Middle", "Ann"));
        lead().get("/v1/budgets/" + middle + "/status").then().statusCode(200);
        lead().get("/v1/budgets/" + other).then().statusCode(404);
        lead().get("/v1/budgets/" + all + "/status").then().statusCode(404);
        lead().get("/v1/budgets/status")
                .then()
                .body("organisation", hasSize(0))
                .body("departments.department_id", contains(rig.top.toString()))
                .body("people.budget.name", contains("Ann"));
        lead().body("{}").post("/v1/budgets").then().statusCode(403);
    }

    @Test
    void whoMayNotIsTold() {
        member().get("/v1/budgets").then().statusCode(403);
        member().get("/v1/budgets/status").then().statusCode(403);
        RequestSpecification key = as(caller().roles("analyst").actor("key", "k").scopes("usage:read"));
        key.get("/v1/budgets").then().statusCode(403);
        as(caller().roles("analyst").actor("key", "k").scopes("budgets:read"))
                .get("/v1/budgets")
                .then()
                .statusCode(200);
        as(caller().roles("analyst")).body("{}").post("/v1/budgets").then().statusCode(403);
        String id = added("All", "\"organisation\"", "");
        as(TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin"))
                .get("/v1/budgets/" + id)
                .then()
                .statusCode(503);
        BudgetRig elsewhere = new BudgetRig(clock.instant(), "UTC");
        as(TestCallers.caller(elsewhere.org, "reconciliation-service").roles("admin"))
                .get("/v1/budgets/" + id)
                .then()
                .statusCode(404);
    }

    private String call(UUID person, String more) {
        return "{\"user_id\": \"%s\", \"provider\": \"openai\", \"model\": \"gpt-4o\" %s}".formatted(person, more);
    }

    private ValidatableResponse check(RequestSpecification caller, UUID person, String more) {
        return caller.body(call(person, more)).post("/v1/budgets/check").then();
    }

    @ParameterizedTest(name = "hard {0}: 600 of 1000 spent, {1} more: {2}")
    @CsvSource({"true, 400, allow", "true, 401, deny", "false, 401, warn"})
    void aCheckHoldsWhatIsSpentAgainstWhatIsAsked(boolean hard, int more, String decision) {
        String id = added("Top", ofDepartment(rig.top), ", \"hard\": " + hard);
        added("Other", ofDepartment(rig.other), ", \"hard\": true");
        rig.estimated(today(), 1, "gpt-4o", 600, null);
        rig.refresh();
        check(admin(), rig.ann, ", \"input_tokens\": %d, \"output_tokens\": 1".formatted(more - 1))
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("reason", notNullValue())
                .body("budgets.budget_id", contains(id))
                .body("budgets[0].remaining", equalTo(400));
    }

    @Test
    void aCheckInMoneyTakesThePriceOfTheTokens() {
        post("{\"name\": \"M\", \"scope\": \"organisation\", \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\", \"hard\": true}")
                .statusCode(201);
        rig.refresh();
        check(admin(), rig.ann, ", \"input_tokens\": 1000").body("decision", equalTo("allow")).body("takes.usd", notNullValue());
        check(admin(), rig.ann, ", \"output_tokens\": 900000000").body("decision", equalTo("deny"));
        check(admin(), rig.ann, ", \"estimated_usd\": 1.01").body("decision", equalTo("deny"));
        check(admin(), rig.ann, ", \"estimated_usd\": 1").body("decision", equalTo("allow"));
        admin().body("{\"user_id\": \"%s\", \"provider\": \"openai\", \"model\": \"never-heard-of\", \"input_tokens\": 5}"
                        .formatted(rig.ann))
                .post("/v1/budgets/check")
                .then()
                .body("decision", equalTo("warn"))
                .body("takes.usd", nullValue())
                .body("reason", containsString("not known"));
    }

    @Test
    void budgetsOfOthersOrOtherModelsDoNotConcernACall() {
        added("Ben", ofPerson(rig.ben), "");
        added("Other model", "\"organisation\"", ", \"model\": \"gpt-9\"");
        added("Other provider", "\"organisation\"", ", \"provider\": \"anthropic\"");
        added("Not yet", "\"organisation\"", ", \"starts_on\": \"2199-01-01\"");
        check(admin(), rig.ann, ", \"input_tokens\": 5").body("budgets", hasSize(0)).body("decision", equalTo("allow"));
        String own = added("Ann", ofPerson(rig.ann), ", \"model\": \"gpt-4o\", \"provider\": \"openai\"");
        check(admin(), rig.ann, ", \"input_tokens\": 5").body("budgets.budget_id", contains(own));
    }

    @Test
    void aMemberChecksForOneselfAndLearnsNoAmountsAbove() {
        added("All", "\"organisation\"", ", \"hard\": true");
        String own = added("Ann", ofPerson(rig.ann), "");
        rig.estimated(today(), 1, "gpt-4o", 999, null);
        rig.refresh();
        check(member(), rig.ann, ", \"input_tokens\": 5")
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("A budget above you would be exceeded."))
                .body("budgets", hasSize(2))
                .body("budgets[0].name", nullValue())
                .body("budgets[0].amount", nullValue())
                .body("budgets[0].remaining", nullValue())
                .body("budgets[1].budget_id", equalTo(own))
                .body("budgets[1].remaining", equalTo(1));
        check(member(), rig.ben, "").statusCode(403);
        check(lead(), rig.ann, "").statusCode(200);
        check(lead(), rig.ben, "").statusCode(403);
        check(admin(), UUID.randomUUID(), "").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"user_id\": \"x\", \"provider\": \"p\", \"model\": \"m\", \"input_tokens\": -1}"})
    void aCheckThatCannotBeReadIsRefused(String body) {
        admin().body(body).post("/v1/budgets/check").then().statusCode(400);
    }
}
