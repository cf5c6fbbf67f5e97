package dev.toktra.scoring.tiers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class TierResourceTest {

    private final TierRig rig = new TierRig();
    private final UUID below = rig.company.department("Sales abroad", rig.sales);
    private final UUID ben = rig.company.person("Ben", below, null);
    private final UUID eve = rig.company.person("Eve", rig.company.department("Legal", null), null);

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    private CallerToken caller() {
        return TestCallers.caller(rig.company.org(), "scoring-service");
    }

    private static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    private RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    private RequestSpecification key() {
        return as(caller().actor("key", "key-1").roles("analyst").scopes("scores:read"));
    }

    private ValidatableResponse override(UUID person, String tier, Instant until) {
        return admin().body("""
                        {"tier": "%s", "reason": "Leads the migration", "expires_at": "%s"}""".formatted(tier, until))
                .put("/v1/tiers/overrides/" + person)
                .then();
    }

    private ValidatableResponse check(RequestSpecification request, UUID person, String model) {
        return request.body("""
                        {"user_id": "%s", "model": "%s"}""".formatted(person, model))
                .post("/v1/model-access/check")
                .then();
    }

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1));
    }

    /** Seven nights up to the organisation's yesterday, and the night's part. */
    private void scoredAndDecided(UUID person, double score) throws SQLException {
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        rig.scored(yesterday.minusDays(6), 7, person, score);
        rig.night(yesterday);
    }

    @Test
    void tiersAreListedWithTheirModelsRulesAndPeople() throws SQLException {
        scoredAndDecided(ben, 80);

        admin().get("/v1/tiers")
                .then()
                .statusCode(200)
                .body("items.tier", contains("standard", "advanced", "premium"))
                .body("items.threshold", contains(0, 60, 75))
                .body("items.people", contains(2, 0, 1))
                .body("items[2].patterns[0]", equalTo("*-opus*"))
                .body("items[2].changed_at", nullValue())
                .body("total_count", equalTo(3))
                .body("rules.nights", equalTo(7))
                .body("rules.unnamed_model_needs", equalTo("premium"))
                .body("night", equalTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .minusDays(1)
                        .toString()));
        as(caller().roles("lead").userId(rig.ann)).get("/v1/tiers").then().body("items.people", contains(1, 0, 1));
        as(caller().roles("member").userId(rig.ann))
                .get("/v1/tiers")
                .then()
                .statusCode(200)
                .body("items.people", contains(null, null, null));
        admin().get("/v1/tiers?tier=premium").then().statusCode(400);
    }

    @Test
    void personsTierSaysSinceWhenAndWhatIsMissing() throws SQLException {
        scoredAndDecided(ben, 66);

        as(caller().roles("member").userId(ben))
                .get("/v1/tiers/" + ben)
                .then()
                .statusCode(200)
                .body("tier", equalTo("advanced"))
                .body("reason", equalTo("The scores of 7 nights in a row clear 60."))
                .body("score", equalTo(66))
                .body("nights_below", equalTo(0))
                .body("next.tier", equalTo("premium"))
                .body("next.nights", equalTo(0))
                .body("next.missing", equalTo("The score 66 is 9 below 75."))
                .body("override", nullValue());
        admin().get("/v1/tiers/" + eve)
                .then()
                .statusCode(200)
                .body("tier", equalTo("standard"))
                .body("score", nullValue())
                .body("next.missing", startsWith("There is too little usage"));
    }

    @Test
    void eachSeesTheirsOnly() {
        TierRig other = new TierRig();
        String ofBen = "/v1/tiers/" + ben;
        as(caller().roles("lead").userId(rig.ann)).get(ofBen).then().statusCode(200);
        as(caller().roles("lead").userId(rig.ann)).get("/v1/tiers/" + eve + "/history").then().statusCode(403);
        as(caller().roles("lead").userId(eve)).get(ofBen).then().statusCode(403);
        as(caller().roles("member").userId(eve)).get(ofBen).then().statusCode(403);
        as(caller().roles("privacy_officer")).get(ofBen).then().statusCode(200);
        as(caller().actor("key", "k").roles("analyst").scopes("usage:read")).get(ofBen).then().statusCode(403);
        key().get(ofBen).then().statusCode(200);
        admin().get("/v1/tiers/" + other.ann).then().statusCode(404);
        admin().get("/v1/tiers/" + other.ann + "/history").then().statusCode(404);
        admin().get("/v1/tiers/premium").then().statusCode(404);
        given().get(ofBen).then().statusCode(401);
    }

    @Test
    void whereNobodyIsShownByNameATierIsThePersonsAndThePrivacyOfficers() {
        rig.company.privacy("anonymised");
        String ofBen = "/v1/tiers/" + ben;
        admin().get(ofBen).then().statusCode(403);
        key().get(ofBen + "/history").then().statusCode(403);
        as(caller().roles("lead").userId(rig.ann)).get(ofBen).then().statusCode(403);
        as(caller().roles("member").userId(ben)).get(ofBen).then().statusCode(200);
        as(caller().roles("privacy_officer")).get(ofBen).then().statusCode(200);
        admin().get("/v1/tiers").then().statusCode(200).body("items.people", contains(null, null, null));

        check(key(), ben, "claude-opus-5")
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("tier", nullValue())
                .body("reason", equalTo("The model needs premium by the pattern *-opus*."));
        check(admin(), ben, "claude-opus-5").statusCode(403);
        check(as(caller().roles("member").userId(ben)), ben, "x").statusCode(200).body("tier", equalTo("standard"));
    }

    @Test
    void overrideHoldsAtOnceUntilItsEndAndIsWrittenDown() {
        check(key(), ben, "claude-opus-5").body("decision", equalTo("deny")).body("tier", equalTo("standard"));
        override(ben, "premium", inAnHour()).statusCode(200).body("tier", equalTo("premium"));

        check(key(), ben, "claude-opus-5")
                .body("decision", equalTo("allow"))
                .body("tier", equalTo("premium"))
                .body("required_tier", equalTo("premium"))
                .body("reason", equalTo("The model needs premium by the pattern *-opus*. The person is premium."));
        admin().get("/v1/tiers/" + ben)
                .then()
                .body("tier", equalTo("premium"))
                .body("earned_tier", equalTo("standard"))
                .body("override.reason", equalTo("Leads the migration"));
        TestSchema.execute("update model_tier set override_until = now() - interval '1 second' where user_id = ?", ben);
        check(key(), ben, "claude-opus-5").body("decision", equalTo("deny"));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> admin().get("/v1/tiers/" + ben + "/history")
                .then()
                .body("items.kind", contains("override_expired", "override_set"))
                .body("items[0].actor", equalTo("system"))
                .body("items[1].to_tier", equalTo("premium"))
                .body("total_count", equalTo(2)));
        assertThat(TestSchema.rows("select act, subject, reason from audit_act where org_id = ? order by act_id", rig.company.org()))
                .containsExactly(
                        "tier.override_set " + ben + " Leads the migration",
                        "tier.override_expired " + ben + " The override ended.");
    }

    @Test
    void overrideIsTakenBackOnceAndHistoryHasPages() {
        override(ben, "premium", inAnHour()).statusCode(200);
        override(ben, "advanced", inAnHour()).statusCode(200);
        admin().delete("/v1/tiers/overrides/" + ben + "?reason=Done").then().statusCode(204);
        admin().delete("/v1/tiers/overrides/" + ben).then().statusCode(404);

        String next = admin().get("/v1/tiers/" + ben + "/history?limit=2")
                .then()
                .body("items.kind", contains("override_removed", "override_set"))
                .body("items[0].reason", equalTo("Done"))
                .body("items[0].from_tier", equalTo("advanced"))
                .body("items[0].to_tier", equalTo("standard"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        admin().get("/v1/tiers/" + ben + "/history?limit=2&cursor=" + next)
                .then()
                .body("items.to_tier", contains("premium"))
                .body("has_more", equalTo(false));
    }

    @Test
    void onlyAdministratorsChangeAndOnlyTheirOwnPeople() {
        TierRig other = new TierRig();
        override(other.ann, "premium", inAnHour()).statusCode(404);
        for (String role : new String[] {"analyst", "lead", "member", "privacy_officer"}) {
            RequestSpecification request = as(caller().roles(role).userId(ben));
            request.body("{}").put("/v1/tiers/overrides/" + ben).then().statusCode(403);
            request.delete("/v1/tiers/overrides/" + ben).then().statusCode(403);
            request.body("{}").put("/v1/tiers/premium").then().statusCode(403);
            request.delete("/v1/tiers/premium").then().statusCode(403);
        }
        assertThat(TestSchema.rows("select 1 from model_tier where user_id in (?, ?)", other.ann, ben)).isEmpty();
    }

    @Test
    void wrongOverridesAreRefusedWithAllThatIsWrong() {
        admin().body("{\"tier\": \"gold\", \"expires_at\": \"tomorrow\", \"x\": 1}")
                .put("/v1/tiers/overrides/" + ben)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/x", "/tier", "/reason", "/expires_at"));
        override(ben, "premium", clock.instant().minusSeconds(1)).statusCode(400).body("errors.pointer", contains("/expires_at"));
        override(ben, "premium", clock.instant().plus(Duration.ofDays(367))).statusCode(400);
        admin().body("[]").put("/v1/tiers/overrides/" + ben).then().statusCode(400);
        check(key(), ben, "").statusCode(400).body("errors.pointer", contains("/model"));
        key().body("{\"user_id\": 7}").post("/v1/model-access/check").then().statusCode(400);
        admin().body("{\"patterns\": [\"a b\"]}").put("/v1/tiers/premium").then().statusCode(400);
        admin().body("{\"patterns\": [\"a*\", \"A*\"]}").put("/v1/tiers/premium").then().statusCode(400);
    }

    @Test
    void organisationsOwnModelsHoldUntilTheyAreTakenAway() {
        admin().body("{\"patterns\": [\"claude-opus-5\", \"house-*\"], \"reason\": \"Contract\"}")
                .put("/v1/tiers/standard")
                .then()
                .statusCode(200)
                .body("patterns", contains("claude-opus-5", "house-*"));
        admin().body("{\"patterns\": []}").put("/v1/tiers/silver").then().statusCode(404);

        check(key(), ben, "claude-opus-5-20260901").body("decision", equalTo("allow")).body("pattern", equalTo("claude-opus-5"));
        check(key(), ben, "claude-opus-4-5").body("decision", equalTo("deny"));
        check(key(), ben, "gpt-5-mini").body("decision", equalTo("deny")).body("pattern", equalTo("gpt-5*"));
        TierRig other = new TierRig();
        check(as(TestCallers.caller(other.company.org(), "scoring-service").roles("admin")), other.ann, "gpt-5-mini")
                .body("decision", equalTo("allow"));

        admin().delete("/v1/tiers/standard").then().statusCode(204);
        admin().delete("/v1/tiers/standard").then().statusCode(404);
        check(key(), ben, "gpt-5-mini").body("decision", equalTo("allow"));
        assertThat(TestSchema.rows("select act, subject, reason from audit_act where org_id = ? order by act_id", rig.company.org()))
                .containsExactly("tier.models_set standard Contract", "tier.models_removed standard null");
    }

    @Test
    void unknownPeopleHaveTheLowestTierAndThoseWhoAreNotActiveNone() {
        check(key(), UUID.randomUUID(), "gpt-5-mini")
                .body("decision", equalTo("allow"))
                .body("reason", startsWith("The model needs standard"));
        check(key(), UUID.randomUUID(), "claude-sonnet-5").body("decision", equalTo("deny"));
        check(key(), ben, "a-model-of-tomorrow")
                .body("decision", equalTo("deny"))
                .body("required_tier", equalTo("premium"))
                .body("pattern", nullValue());
        rig.company.status(ben, "suspended");
        check(key(), ben, "gpt-5-mini")
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("The person is not active."));
    }

    @Test
    void leadsAskForTheirPeopleAndMembersForThemselves() {
        check(as(caller().roles("lead").userId(rig.ann)), ben, "gpt-5-mini").statusCode(200);
        check(as(caller().roles("lead").userId(rig.ann)), eve, "gpt-5-mini").statusCode(403);
        check(as(caller().roles("member").userId(ben)), ben, "gpt-5-mini").statusCode(200);
        check(as(caller().roles("member").userId(ben)), eve, "gpt-5-mini").statusCode(403);
        check(as(caller().actor("key", "k").roles("analyst").scopes("usage:read")), ben, "gpt-5-mini").statusCode(403);
    }
}
