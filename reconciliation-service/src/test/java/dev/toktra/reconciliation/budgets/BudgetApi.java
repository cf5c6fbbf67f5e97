package dev.toktra.reconciliation.budgets;

import static io.restassured.RestAssured.given;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Asks for the budgets of an organisation whose day is that of UTC. */
record BudgetApi(BudgetRig rig, Clock clock) {

    static BudgetApi of(Clock clock) {
        return new BudgetApi(new BudgetRig(clock.instant(), "UTC"), clock);
    }

    CallerToken caller() {
        return TestCallers.caller(rig.org, "reconciliation-service");
    }

    static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    RequestSpecification lead() {
        return as(caller().roles("lead").userId(rig.ann));
    }

    RequestSpecification member() {
        return as(caller().roles("member").userId(rig.ann));
    }

    ValidatableResponse post(String body) {
        return admin().body(body).post("/v1/budgets").then();
    }

    /** A monthly budget of 1000 tokens. */
    String added(String name, String scope, String more) {
        return post("""
                        {"name": "%s", "scope": %s, "measure": "tokens", "amount": 1000, "period": "monthly" %s}""".formatted(name, scope, more)).statusCode(201).extract().path("budget_id");
    }

    static String ofDepartment(UUID department) {
        return "\"department\", \"department_id\": \"" + department + "\"";
    }

    static String ofPerson(UUID person) {
        return "\"person\", \"user_id\": \"" + person + "\"";
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
