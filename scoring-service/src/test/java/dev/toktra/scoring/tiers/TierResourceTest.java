package dev.toktra.scoring.tiers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class TierResourceTest {

    private final TierApi api = new TierApi();

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1));
    }

    /** Seven nights up to the organisation's yesterday, and the night's part. */
    private void scoredAndDecided(UUID person, double score) throws SQLException {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        api.rig.scored(yesterday.minusDays(6), 7, person, score);
        api.rig.night(yesterday);
    }

    @Test
    void tiersAreListedWithTheirModelsRulesAndPeople() throws SQLException {
        scoredAndDecided(api.ben, 80);

        api.admin()
                .get("/v1/tiers")
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
                .body(
                        "night",
                        equalTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                .minusDays(1)
                                .toString()));
        api.lead(api.ann).get("/v1/tiers").then().body("items.people", contains(1, 0, 1));
        api.member(api.ann).get("/v1/tiers").then().statusCode(200).body("items.people", everyItem(nullValue()));
        api.admin().get("/v1/tiers?tier=premium").then().statusCode(400);
    }

    @Test
    void personsTierSaysSinceWhenAndWhatIsMissing() throws SQLException {
        scoredAndDecided(api.ben, 66);

        api.member(api.ben)
                .get("/v1/tiers/" + api.ben)
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
        api.admin()
                .get("/v1/tiers/" + api.eve)
                .then()
                .statusCode(200)
                .body("tier", equalTo("standard"))
                .body("score", nullValue())
                .body("next.missing", startsWith("There is too little usage"));
    }

    @Test
    void eachSeesTheirsOnly() {
        TierRig other = new TierRig();
        String ofBen = "/v1/tiers/" + api.ben;
        api.lead(api.ann).get(ofBen).then().statusCode(200);
        api.lead(api.ann).get("/v1/tiers/" + api.eve + "/history").then().statusCode(403);
        api.lead(api.eve).get(ofBen).then().statusCode(403);
        api.member(api.eve).get(ofBen).then().statusCode(403);
        api.officer().get(ofBen).then().statusCode(200);
        api.key("usage:read").get(ofBen).then().statusCode(403);
        api.key().get(ofBen).then().statusCode(200);
        api.admin().get("/v1/tiers/" + other.ann).then().statusCode(404);
        api.admin().get("/v1/tiers/" + other.ann + "/history").then().statusCode(404);
        api.admin().get("/v1/tiers/premium").then().statusCode(404);
        given().get(ofBen).then().statusCode(401);
    }

    @Test
    void whereNobodyIsShownByNameATierIsThePersonsAndThePrivacyOfficers() {
        api.rig.company.privacy("anonymised");
        String ofBen = "/v1/tiers/" + api.ben;
        api.admin().get(ofBen).then().statusCode(403);
        api.key().get(ofBen + "/history").then().statusCode(403);
        api.lead(api.ann).get(ofBen).then().statusCode(403);
        api.member(api.ben).get(ofBen).then().statusCode(200);
        api.officer().get(ofBen).then().statusCode(200);
        api.admin().get("/v1/tiers").then().statusCode(200).body("items.people", everyItem(nullValue()));

        TierApi.check(api.key(), api.ben, "claude-opus-5")
                .statusCode(200)
                .body("decision", equalTo("deny"))
                .body("tier", nullValue())
                .body("reason", equalTo("The model needs premium by the pattern *-opus*."));
        TierApi.check(api.admin(), api.ben, "claude-opus-5").statusCode(403);
        TierApi.check(api.member(api.ben), api.ben, "x").statusCode(200).body("tier", equalTo("standard"));
    }

    @Test
    void overrideIsTakenBackOnceAndHistoryHasPages() {
        api.override(api.ben, "premium", inAnHour()).statusCode(200);
        api.override(api.ben, "advanced", inAnHour()).statusCode(200);
        api.admin()
                .delete("/v1/tiers/overrides/" + api.ben + "?reason=Done")
                .then()
                .statusCode(204);
        api.admin().delete("/v1/tiers/overrides/" + api.ben).then().statusCode(404);

        String next = api.admin()
                .get("/v1/tiers/" + api.ben + "/history?limit=2")
                .then()
                .body("items.kind", contains("override_removed", "override_set"))
                .body("items[0].reason", equalTo("Done"))
                .body("items[0].from_tier", equalTo("advanced"))
                .body("items[0].to_tier", equalTo("standard"))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        api.admin()
                .get("/v1/tiers/" + api.ben + "/history?limit=2&cursor=" + next)
                .then()
                .body("items.to_tier", contains("premium"))
                .body("has_more", equalTo(false));
    }

    @Test
    void onlyAdministratorsChangeAndOnlyTheirOwnPeople() {
        TierRig other = new TierRig();
        api.override(other.ann, "premium", inAnHour()).statusCode(404);
        for (String role : new String[] {"analyst", "lead", "member", "privacy_officer"}) {
            RequestSpecification request = TierApi.as(api.caller().roles(role).userId(api.ben));
            request.body("{}").put("/v1/tiers/overrides/" + api.ben).then().statusCode(403);
            request.delete("/v1/tiers/overrides/" + api.ben).then().statusCode(403);
            request.body("{}").put("/v1/tiers/premium").then().statusCode(403);
            request.delete("/v1/tiers/premium").then().statusCode(403);
        }
        assertThat(TestSchema.rows("select 1 from model_tier where user_id in (?, ?)", other.ann, api.ben))
                .isEmpty();
    }

    @Test
    void wrongOverridesAreRefusedWithAllThatIsWrong() {
        api.admin()
                .body("{\"tier\": \"gold\", \"expires_at\": \"tomorrow\", \"x\": 1}")
                .put("/v1/tiers/overrides/" + api.ben)
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/x", "/tier", "/reason", "/expires_at"));
        api.override(api.ben, "premium", clock.instant().minusSeconds(1))
                .statusCode(400)
                .body("errors.pointer", contains("/expires_at"));
        api.override(api.ben, "premium", clock.instant().plus(Duration.ofDays(367)))
                .statusCode(400);
        api.admin().body("[]").put("/v1/tiers/overrides/" + api.ben).then().statusCode(400);
        TierApi.check(api.key(), api.ben, "").statusCode(400).body("errors.pointer", contains("/model"));
        api.key().body("{\"user_id\": 7}").post("/v1/model-access/check").then().statusCode(400);
        api.admin()
                .body("{\"patterns\": [\"a b\"]}")
                .put("/v1/tiers/premium")
                .then()
                .statusCode(400);
        api.admin()
                .body("{\"patterns\": [\"a*\", \"A*\"]}")
                .put("/v1/tiers/premium")
                .then()
                .statusCode(400);
    }
}
