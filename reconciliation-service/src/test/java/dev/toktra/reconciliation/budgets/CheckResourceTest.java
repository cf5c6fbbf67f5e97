package dev.toktra.reconciliation.budgets;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What budgets say over HTTP about a call. */
@QuarkusTest
@WithTestResource(TestStack.class)
class CheckResourceTest {

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

    private String call(UUID person, String more) {
        return "{\"user_id\": \"%s\", \"provider\": \"openai\", \"model\": \"gpt-4o\" %s}".formatted(person, more);
    }

    private ValidatableResponse check(RequestSpecification caller, UUID person, String more) {
        return caller.body(call(person, more)).post("/v1/budgets/check").then();
    }

    @ParameterizedTest(name = "hard {0}: 600 of 1000 spent, {1} more: {2}")
    @CsvSource({"true, 400, allow", "true, 401, deny", "false, 401, warn"})
    void aCheckHoldsWhatIsSpentAgainstWhatIsAsked(boolean hard, int more, String decision) {
        String id = api.added("Top", BudgetApi.ofDepartment(rig.top), ", \"hard\": " + hard);
        api.added("Other", BudgetApi.ofDepartment(rig.other), ", \"hard\": true");
        rig.estimated(api.today(), 1, "gpt-4o", 600, null);
        rig.refresh();
        check(api.admin(), rig.ann, ", \"input_tokens\": %d, \"output_tokens\": 1".formatted(more - 1))
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("reason", notNullValue())
                .body("budgets.budget_id", contains(id))
                .body("budgets[0].remaining", equalTo(400));
    }

    @Test
    void aCheckInMoneyTakesThePriceOfTheTokens() {
        api.post(
                        "{\"name\": \"M\", \"scope\": \"organisation\", \"measure\": \"usd\", \"amount\": 1, \"period\": \"daily\", \"hard\": true}")
                .statusCode(201);
        rig.refresh();
        check(api.admin(), rig.ann, ", \"input_tokens\": 1000")
                .body("decision", equalTo("allow"))
                .body("takes.usd", notNullValue());
        check(api.admin(), rig.ann, ", \"output_tokens\": 900000000").body("decision", equalTo("deny"));
        check(api.admin(), rig.ann, ", \"estimated_usd\": 1.01").body("decision", equalTo("deny"));
        check(api.admin(), rig.ann, ", \"estimated_usd\": 1").body("decision", equalTo("allow"));
        api.admin()
                .body(
                        "{\"user_id\": \"%s\", \"provider\": \"openai\", \"model\": \"never-heard-of\", \"input_tokens\": 5}"
                                .formatted(rig.ann))
                .post("/v1/budgets/check")
                .then()
                .body("decision", equalTo("warn"))
                .body("takes.usd", nullValue())
                .body("reason", containsString("not known"));
    }

    @Test
    void budgetsOfOthersOrOtherModelsDoNotConcernACall() {
        api.added("Ben", BudgetApi.ofPerson(rig.ben), "");
        api.added("Other model", "\"organisation\"", ", \"model\": \"gpt-9\"");
        api.added("Other provider", "\"organisation\"", ", \"provider\": \"anthropic\"");
        api.added("Not yet", "\"organisation\"", ", \"starts_on\": \"2199-01-01\"");
        check(api.admin(), rig.ann, ", \"input_tokens\": 5")
                .body("budgets", hasSize(0))
                .body("decision", equalTo("allow"));
        String own = api.added("Ann", BudgetApi.ofPerson(rig.ann), ", \"model\": \"gpt-4o\", \"provider\": \"openai\"");
        check(api.admin(), rig.ann, ", \"input_tokens\": 5").body("budgets.budget_id", contains(own));
    }

    @Test
    void aMemberChecksForOneselfAndLearnsNoAmountsAbove() {
        api.added("All", "\"organisation\"", ", \"hard\": true");
        String own = api.added("Ann", BudgetApi.ofPerson(rig.ann), "");
        rig.estimated(api.today(), 1, "gpt-4o", 999, null);
        rig.refresh();
        check(api.member(), rig.ann, ", \"input_tokens\": 5")
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("A budget above you would be exceeded."))
                .body("budgets", hasSize(2))
                .body("budgets[0].name", nullValue())
                .body("budgets[0].amount", nullValue())
                .body("budgets[0].remaining", nullValue())
                .body("budgets[1].budget_id", equalTo(own))
                .body("budgets[1].remaining", equalTo(1));
        check(api.member(), rig.ben, "").statusCode(403);
        check(api.lead(), rig.ann, "").statusCode(200);
        check(api.lead(), rig.ben, "").statusCode(403);
        check(api.admin(), UUID.randomUUID(), "").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "{\"user_id\": \"x\", \"provider\": \"p\", \"model\": \"m\", \"input_tokens\": -1}"})
    void aCheckThatCannotBeReadIsRefused(String body) {
        api.admin().body(body).post("/v1/budgets/check").then().statusCode(400);
    }
}
