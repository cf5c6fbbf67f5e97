package dev.toktra.reconciliation.providers.pricing.check;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.reconciliation.ledger.LedgerRig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class CostResourceTest {

    private static final String RANGE = "/v1/reconciliation/costs?start_date=2026-10-01&end_date=2026-10-31";

    private LedgerRig rig;

    @BeforeEach
    void open() throws Exception {
        rig = new LedgerRig();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private CallerToken caller() {
        return TestCallers.caller(rig.org(), "reconciliation-service");
    }

    private static ValidatableResponse get(CallerToken caller, String path) {
        return given().header("Authorization", "Bearer " + caller.token())
                .get(path)
                .then();
    }

    private ValidatableResponse get(String path) {
        return get(caller().roles("analyst"), path);
    }

    @Test
    void aReconciledDayIsComparedWithItsBill() throws Exception {
        settle("openai", "2026-10-05", 24);
        share("openai", "2026-10-05T00:00:00Z", "gpt-9 standard", "7.5");
        share("openai", "2026-10-05T23:00:00Z", "gpt-9 batch", "2.5");
        share("openai", "2026-10-05T12:00:00Z", "gpt-x standard", null);
        share("openai", "2026-10-06T00:00:00Z", "gpt-9 standard", "100");
        bill(new Billed("openai", "2026-10-05", null, "gpt-9-2026-01-01, input"), "15");
        bill(new Billed("openai", "2026-10-05", null, "web search"), "3");
        rename("openai", "gpt-9-2026-01-01", "gpt-9");
        get(RANGE)
                .statusCode(200)
                .body("days.day", contains("2026-10-05"))
                .body("days[0].state", equalTo("compared"))
                .body("days[0].usd", equalTo(10.0f))
                .body("days[0].unpriced_tokens", equalTo(11))
                .body("days[0].billed_usd", equalTo(15))
                .body("days[0].other_usd", equalTo(3))
                .body("days[0].difference_usd", equalTo(5.0f))
                .body("days[0].difference_percent", equalTo(33.33f))
                .body("days[0].signal", containsString("11 of them have no price"))
                .body("days[0].models.model", contains("gpt-9", "gpt-x"))
                .body("days[0].models[0].billed_usd", equalTo(15))
                .body("providers[0].provider", equalTo("openai"))
                .body("providers[0].compared_days", equalTo(1))
                .body("providers[0].difference_usd", equalTo(5.0f));
    }

    @Test
    void whatAnthropicLeavesOutOfItsReportIsNotCompared() throws Exception {
        settle("anthropic", "2026-10-07", 24);
        share("anthropic", "2026-10-07T01:00:00Z", "claude-9 standard", "4");
        share("anthropic", "2026-10-07T01:00:00Z", "claude-9 priority", "40");
        bill(new Billed("anthropic", "2026-10-07", "claude-9", "Claude 9 Usage - Input Tokens"), "4");
        bill(new Billed("anthropic", "2026-10-07", null, "Web Search Usage"), "1");
        get(RANGE + "&provider=anthropic")
                .body("days[0].usd", equalTo(4))
                .body("days[0].billed_usd", equalTo(4))
                .body("days[0].other_usd", equalTo(1))
                .body("days[0].difference_usd", equalTo(0))
                .body("days[0].signal", nullValue())
                .body("providers[0].signal", nullValue());
    }

    @Test
    void whatCannotBeComparedSaysWhy() throws Exception {
        settle("azure_openai", "2026-10-08", 24);
        share("azure_openai", "2026-10-08T01:00:00Z", "gpt-9 standard", "4");
        settle("openai", "2026-10-08", 23);
        share("openai", "2026-10-08T01:00:00Z", "gpt-9 standard", "4");
        settle("openai", "2026-10-09", 24);
        share("openai", "2026-10-09T01:00:00Z", "gpt-9 standard", "4");
        get(RANGE)
                .body("days.provider", contains("openai", "openai", "azure_openai"))
                .body("days.state", contains("not_settled", "not_yet_reported", "not_reported"))
                .body("days.difference_usd", contains(nullValue(), nullValue(), nullValue()))
                .body("providers.state", contains("not_yet_reported", "not_reported"))
                .body("providers.billed_usd", contains(nullValue(), nullValue()));
    }

    @Test
    void whatWasRetractedIsNotBilled() throws Exception {
        settle("openai", "2026-10-10", 24);
        bill(new Billed("openai", "2026-10-10", null, "gpt-9, input"), "5");
        run("update provider_cost set state = 'retracted' where org_id = ?");
        get(RANGE).body("days", empty());
    }

    @Test
    void othersSeeNothingAndProgramsNeedTheScope() throws Exception {
        settle("openai", "2026-10-05", 24);
        share("openai", "2026-10-05T00:00:00Z", "gpt-9 standard", "7.5");
        get(TestCallers.caller(UUID.randomUUID(), "reconciliation-service").roles("admin"), RANGE)
                .body("days", empty());
        get(caller().actor("key", "k-1").roles("analyst").scopes("usage:read"), RANGE)
                .statusCode(403);
        get(caller().actor("key", "k-1").roles("analyst").scopes("reconciliation:read"), RANGE)
                .statusCode(200);
    }

    /** A day of a person's, of devices of nobody known, and of a model without a price. */
    private UUID dayOfAda() throws Exception {
        UUID ada = person("ada");
        settle("openai", "2026-10-05", 24);
        share("openai", "2026-10-05T00:00:00Z", "gpt-9 standard", "7.5");
        run("update settled_share set subject = '" + ada + "' where org_id = ?");
        share("openai", "2026-10-05T01:00:00Z", "gpt-9 standard", "2");
        share("openai", "2026-10-05T02:00:00Z", "gpt-x standard", null);
        bill(new Billed("openai", "2026-10-05", null, "gpt-9, input"), "15");
        return ada;
    }

    @Test
    void costsOfPeopleHaveNoBill() throws Exception {
        UUID ada = dayOfAda();
        get(RANGE + "&user_id=" + ada)
                .statusCode(200)
                .body("days[0].state", equalTo("not_split"))
                .body("days[0].usd", equalTo(7.5f))
                .body("days[0].billed_usd", nullValue())
                .body("days[0].difference_usd", nullValue())
                .body("providers[0].usd", equalTo(7.5f))
                .body("providers[0].billed_usd", nullValue())
                .body("groups", nullValue())
                .body("attribution.all.usd", equalTo(9.5f))
                .body("attribution.all.unpriced_tokens", equalTo(11))
                .body("attribution.people.usd", equalTo(7.5f))
                .body("attribution.unknown.tokens", equalTo(22))
                .body("attribution.unattributed.usd", nullValue());
        get(RANGE + "&user_id=" + UUID.randomUUID()).statusCode(404);
        get(RANGE + "&limit=3").statusCode(400);
    }

    @Test
    void groupsSayWhatTokensCostAndMembersSeeTheirOwn() throws Exception {
        UUID ada = dayOfAda();
        get(RANGE + "&group_by=user&limit=1")
                .body("groups.items.user_id", contains(ada.toString()))
                .body("groups.items[0].usd", equalTo(7.5f))
                .body("groups.items[0].tokens", equalTo(11))
                .body("groups.total_count", equalTo(2))
                .body("groups.has_more", equalTo(true))
                .body("days[0].billed_usd", equalTo(15));
        get(caller().roles("member").userId(ada), RANGE + "&group_by=provider")
                .body("groups.items.usd", contains(7.5f))
                .body("days[0].billed_usd", nullValue())
                .body("attribution", nullValue());
    }

    @Test
    void aModelIsComparedWhereItsBillNamesIt() throws Exception {
        settle("openai", "2026-10-05", 24);
        share("openai", "2026-10-05T00:00:00Z", "gpt-9 standard", "7.5");
        share("openai", "2026-10-05T01:00:00Z", "gpt-x standard", "1");
        bill(new Billed("openai", "2026-10-05", null, "gpt-9, input"), "9");
        bill(new Billed("openai", "2026-10-05", null, "gpt-x, input"), "1");
        get(RANGE + "&model=gpt-9")
                .body("days[0].state", equalTo("compared"))
                .body("days[0].usd", equalTo(7.5f))
                .body("days[0].billed_usd", equalTo(9));
    }

    private UUID person(String name) throws Exception {
        UUID id = UUID.randomUUID();
        run(
                "insert into organisation values (?, 1, 'Acme', '[{\"from\":\"1970-01-01\",\"zone\":\"UTC\"}]', 'USD', 'named',"
                        + " 390) on conflict do nothing");
        run("insert into person values (?, '" + id + "', '" + name + "@acme.com', '" + name + "', 'member', 'active')");
        return id;
    }

    @Test
    void aRangeIsAtMostAQuarterOfAYear() {
        get("/v1/reconciliation/costs").statusCode(200);
        get("/v1/reconciliation/costs?start_date=2026-08-01&end_date=2026-10-31")
                .statusCode(200);
        get("/v1/reconciliation/costs?start_date=2026-07-31&end_date=2026-10-31")
                .statusCode(400)
                .body("errors.pointer", contains("?start_date"));
        get("/v1/reconciliation/costs?start_date=2026-11-01&end_date=2026-10-31")
                .statusCode(400);
        get("/v1/reconciliation/costs?start_date=soon&provider=x")
                .statusCode(400)
                .body("errors.pointer", hasItems("?start_date", "?provider"));
    }

    private void settle(String provider, String day, int hours) throws Exception {
        run("insert into settled_hour select ?, '" + provider + "', '" + day
                + "T00:00:00Z'::timestamptz + h * interval '1 hour', 'reconciled' from generate_series(0, "
                + (hours - 1) + ") h");
    }

    /** Of a model and a tier. */
    private void share(String provider, String hour, String what, @Nullable String cost) throws Exception {
        String[] words = what.split(" ", 2);
        run("insert into settled_share (org_id, provider, hour, day, model, subject, application, attribution, tier,"
                + " input, output, cost) values (?, '" + provider + "', '" + hour + "', '2026-10-05', '" + words[0]
                + "', 'unknown', 'app', 'allocated', '" + words[1] + "', 10, 1, " + cost + ")");
    }

    private void rename(String provider, String name, String canonical) throws Exception {
        run("insert into model_name values (?, '" + provider + "', '" + name + "', '" + canonical + "')");
    }

    /** An item of a provider's bill. */
    private record Billed(
            String provider, String day, @Nullable String model, String lineItem) {}

    private void bill(Billed item, String usd) throws Exception {
        String model = item.model();
        UUID connection = UUID.randomUUID();
        run("insert into provider_connection (connection_id, org_id, provider, name, settings, state, version,"
                + " secret_version, secret_hint, created_at, updated_at) values ('" + connection + "', ?, '"
                + item.provider()
                + "', '" + connection + "', '{}', 'paused', 1, 1, '0123', now(), now())");
        run("insert into provider_cost (connection_id, source, bucket, key_hash, org_id, provider, width, model,"
                + " line_item, usd, state, value_hash, run_id, first_seen_at, changed_at) values ('" + connection
                + "', 'costs', '" + item.day() + "T00:00:00Z', gen_random_uuid(), ?, '" + item.provider() + "', 'day', "
                + (model == null ? "null" : "'" + model + "'") + ", '" + item.lineItem() + "', " + usd
                + ", 'known', gen_random_uuid(), gen_random_uuid(), now(), now())");
    }

    private void run(String sql) throws Exception {
        try (var statement = rig.connection().prepareStatement(sql)) {
            statement.setObject(1, rig.org());
            statement.execute();
        }
    }
}
