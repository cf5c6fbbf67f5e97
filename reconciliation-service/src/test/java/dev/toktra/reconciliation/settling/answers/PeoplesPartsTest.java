package dev.toktra.reconciliation.settling.answers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells by whose their tokens are: who moved has each day where they were on it. */
@QuarkusTest
@WithTestResource(TestStack.class)
class PeoplesPartsTest {

    private static final String MARCH = "&start_date=2026-03-01&end_date=2026-03-31";

    private final UUID org = UUID.randomUUID();
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private final UUID engineering = UUID.randomUUID();
    private final UUID platform = UUID.randomUUID();
    private final UUID sales = UUID.randomUUID();

    @BeforeEach
    void settle() throws SQLException {
        update(
                "insert into organisation values (:org, 1, 'Acme', '[{\"from\":\"1970-01-01\",\"zone\":\"UTC\"}]', 'USD',"
                        + " 'named', 390)");
        update("insert into unit values (:org, '" + engineering + "', 'department', 'Engineering', null), (:org, '"
                + platform + "', 'department', 'Platform', '" + engineering + "'), (:org, '" + sales
                + "', 'department', 'Sales', null)");
        person(ada, "ada");
        person(bob, "bob");
        update("insert into membership values (:org, '" + ada + "', '" + platform
                + "', null, '2020-01-01', '2026-03-03'), (:org, '" + ada + "', '" + sales
                + "', null, '2026-03-03', null), (:org, '" + bob + "', '" + sales + "', null, '2020-01-01', null)");
        cell("2026-03-02", 1000, 700);
        cell("2026-03-03", 500, 300);
        share("2026-03-02", ada.toString(), null, 600);
        share("2026-03-02", bob.toString(), null, 300);
        share("2026-03-02", "unattributed", engineering, 100);
        share("2026-03-03", ada.toString(), null, 500);
    }

    private void person(UUID person, String name) throws SQLException {
        update("insert into person values (:org, '" + person + "', '" + name + "@acme.com', '" + name
                + "', 'member', 'active')");
    }

    private void cell(String day, long input, long device) throws SQLException {
        update("insert into settled_cell (org_id, provider, hour, model, state, input, output, device_input,"
                + " device_output, device_requests) values (:org, 'openai', '" + day + "T08:00Z', 'gpt-5.5',"
                + " 'reconciled', " + input + ", 0, " + device + ", 0, 1)");
    }

    private void share(String day, String subject, @Nullable UUID unit, long input) throws SQLException {
        update("insert into settled_share (org_id, provider, hour, day, model, subject, unit_id, application,"
                + " attribution, tier, input, output) values (:org, 'openai', '" + day + "T08:00Z', '" + day
                + "', 'gpt-5.5', '" + subject + "', " + (unit == null ? "null" : "'" + unit + "'")
                + ", 'unknown', 'exact', 'standard', " + input + ", 0)");
    }

    private void update(String sql) throws SQLException {
        try (Connection worker = TestSchema.stack().connect("reconciliation_worker");
                var statement = worker.createStatement()) {
            statement.executeUpdate(sql.replace(":org", "'" + org + "'"));
        }
    }

    private CallerToken caller() {
        return TestCallers.caller(org, "reconciliation-service");
    }

    private ValidatableResponse get(CallerToken caller, String address) {
        return given().header("Authorization", "Bearer " + caller.token())
                .get("/v1/reconciliation" + address + MARCH)
                .then();
    }

    private ValidatableResponse get(String question) {
        return get(caller().roles("analyst"), "?" + question);
    }

    private ValidatableResponse summary(String question) {
        return get(caller().roles("analyst"), "/summary?" + question).statusCode(200);
    }

    @Test
    void partsOfPeopleSumToTheCells() {
        List<Integer> parts = get("group_by=user")
                .statusCode(200)
                .body("total_count", equalTo(3))
                .extract()
                .path("items.provider_count.input");
        assertThat(parts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1500);
        get("group_by=user&user_id=" + ada)
                .body("items.user_email", contains("ada@acme.com"))
                .body("items[0].provider_count.input", equalTo(1100))
                .body("items[0].causes", nullValue());
        get("group_by=provider&user_id=unattributed").body("items.provider_count.input", contains(100));
    }

    @Test
    void aDayBelongsToTheDepartmentThatThePersonWasInOnIt() {
        get("group_by=department,day").body("items.department_name", hasItems("Platform", "Sales", "Engineering"));
        get("group_by=provider&department_id=" + engineering)
                .body("items.provider_count.input", contains(700)); // Ada until she moved, and what is the unit's
        get("group_by=day&department_id=" + sales).body("items.provider_count.input", contains(300, 500));
        summary("group_by=department&department_id=" + engineering)
                .body("items.department_name", containsInAnyOrder("Engineering", "Platform"))
                .body("items.provider_count.input", containsInAnyOrder(100, 600));
    }

    @Test
    void theSummarySaysHowMuchCannotBeSplit() {
        summary("group_by=user&user_id=" + ada)
                .body("items.user_name", contains("ada"))
                .body("items[0].reconciled_tokens.input", equalTo(1100))
                .body("items[0].coverage_percent", nullValue())
                .body("items[0].drift_percent", nullValue())
                .body("items[0].freshness", nullValue())
                .body("attribution.provider_count.input", equalTo(1500))
                .body("attribution.people.input", equalTo(1400))
                .body("attribution.unattributed.input", equalTo(100))
                .body("attribution.unattributed_percent", equalTo(6.67f));
        summary("group_by=user,day&limit=2")
                .body("items", hasSize(2))
                .body("has_more", equalTo(true))
                .body("total_count", equalTo(4));
        summary("group_by=model")
                .body("items.model", contains("gpt-5.5"))
                .body("items[0].coverage_percent", equalTo(100.0f))
                .body("items[0].freshness", nullValue())
                .body("attribution.people.input", equalTo(1400));
    }

    @Test
    void aLeadSeesTheOwnDepartmentAndAMemberThemselves() {
        CallerToken lead = caller().roles("lead").userId(bob);
        get(lead, "/summary?group_by=provider")
                .statusCode(200)
                .body("items.provider_count.input", contains(800))
                .body("attribution", nullValue());
        get(lead, "?group_by=user,day").body("items.provider_count.input", containsInAnyOrder(300, 500));
        get(lead, "?department_id=" + engineering).statusCode(403);
        get(lead, "?user_id=unknown").statusCode(403);
        CallerToken member = caller().roles("member").userId(bob);
        get(member, "/summary?group_by=user").body("items.user_id", contains(bob.toString()));
        get(member, "?group_by=provider").body("items.provider_count.input", contains(300));
        get(member, "/summary?user_id=" + ada).statusCode(403);
        get(caller().roles("member"), "/summary?group_by=user").statusCode(200).body("items", empty());
    }

    @Test
    void wrongQuestionsAreRefused() {
        get("user_id=nobody").statusCode(400);
        get("user_id=" + UUID.randomUUID()).statusCode(404);
        get("department_id=" + UUID.randomUUID()).statusCode(404);
        get("team_id=" + engineering).statusCode(404);
        get(caller().roles("analyst"), "/causes/boundary?user_id=" + ada).statusCode(400);
        get(caller().roles("analyst"), "/causes/boundary?group_by=team").statusCode(400);
        get("team_id=x").statusCode(400);
        get("group_by=people").statusCode(400);
    }
}
