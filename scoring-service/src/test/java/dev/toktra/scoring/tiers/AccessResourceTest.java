package dev.toktra.scoring.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.TestSchema;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class AccessResourceTest {

    private final TierApi api = new TierApi();

    @Inject
    @SuppressWarnings("NullAway.Init")
    Clock clock;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ExpiryJob job;

    private Instant inAnHour() {
        return clock.instant().plus(Duration.ofHours(1));
    }

    @Test
    void overrideHoldsAtOnce() {
        TierApi.check(api.key(), api.ben, "claude-opus-5")
                .body("decision", equalTo("deny"))
                .body("tier", equalTo("standard"));
        api.override(api.ben, "premium", inAnHour()).statusCode(200).body("tier", equalTo("premium"));

        TierApi.check(api.key(), api.ben, "claude-opus-5")
                .body("decision", equalTo("allow"))
                .body("tier", equalTo("premium"))
                .body("required_tier", equalTo("premium"))
                .body("reason", equalTo("The model needs premium by the pattern *-opus*. The person is premium."));
        api.admin()
                .get("/v1/tiers/" + api.ben)
                .then()
                .body("tier", equalTo("premium"))
                .body("earned_tier", equalTo("standard"))
                .body("override.reason", equalTo("Leads the migration"));
    }

    @Test
    void overrideEndsAtItsEndAndThatIsWrittenDown() {
        api.override(api.ben, "premium", inAnHour()).statusCode(200);
        TestSchema.execute(
                "update model_tier set override_until = now() - interval '1 second' where user_id = ?", api.ben);
        TierApi.check(api.key(), api.ben, "claude-opus-5").body("decision", equalTo("deny"));
        job.expire();

        api.admin()
                .get("/v1/tiers/" + api.ben + "/history")
                .then()
                .body("items.kind", contains("override_expired", "override_set"))
                .body("items[0].actor", equalTo("system"))
                .body("items[1].to_tier", equalTo("premium"))
                .body("total_count", equalTo(2));
        assertThat(TestSchema.rows(
                        "select act, subject, reason from audit_act where org_id = ? order by act_id",
                        api.rig.company.org()))
                .containsExactly(
                        "tier.override_set " + api.ben + " Leads the migration",
                        "tier.override_expired " + api.ben + " The override ended.");
    }

    @Test
    void organisationsOwnModelsHoldUntilTheyAreTakenAway() {
        api.admin()
                .body("{\"patterns\": [\"claude-opus-5\", \"house-*\"], \"reason\": \"Contract\"}")
                .put("/v1/tiers/standard")
                .then()
                .statusCode(200)
                .body("patterns", contains("claude-opus-5", "house-*"));
        api.admin().body("{\"patterns\": []}").put("/v1/tiers/silver").then().statusCode(404);

        TierApi.check(api.key(), api.ben, "claude-opus-5-20260901")
                .body("decision", equalTo("allow"))
                .body("pattern", equalTo("claude-opus-5"));
        TierApi.check(api.key(), api.ben, "claude-opus-4-5").body("decision", equalTo("deny"));
        TierApi.check(api.key(), api.ben, "gpt-5-mini")
                .body("decision", equalTo("deny"))
                .body("pattern", equalTo("gpt-5*"));
        TierRig other = new TierRig();
        TierApi.check(
                        TierApi.as(TestCallers.caller(other.company.org(), "scoring-service")
                                .roles("admin")),
                        other.ann,
                        "gpt-5-mini")
                .body("decision", equalTo("allow"));

        api.admin().delete("/v1/tiers/standard").then().statusCode(204);
        api.admin().delete("/v1/tiers/standard").then().statusCode(404);
        TierApi.check(api.key(), api.ben, "gpt-5-mini").body("decision", equalTo("allow"));
        assertThat(TestSchema.rows(
                        "select act, subject, reason from audit_act where org_id = ? order by act_id",
                        api.rig.company.org()))
                .containsExactly("tier.models_set standard Contract", "tier.models_removed standard null");
    }

    @Test
    void unknownPeopleHaveTheLowestTierAndThoseWhoAreNotActiveNone() {
        TierApi.check(api.key(), UUID.randomUUID(), "gpt-5-mini")
                .body("decision", equalTo("allow"))
                .body("reason", startsWith("The model needs standard"));
        TierApi.check(api.key(), UUID.randomUUID(), "claude-sonnet-5").body("decision", equalTo("deny"));
        TierApi.check(api.key(), api.ben, "a-model-of-tomorrow")
                .body("decision", equalTo("deny"))
                .body("required_tier", equalTo("premium"))
                .body("pattern", nullValue());
        api.rig.company.status(api.ben, "suspended");
        TierApi.check(api.key(), api.ben, "gpt-5-mini")
                .body("decision", equalTo("deny"))
                .body("reason", equalTo("The person is not active."));
    }

    @Test
    void leadsAskForTheirPeopleAndMembersForThemselves() {
        TierApi.check(api.lead(api.ann), api.ben, "gpt-5-mini").statusCode(200);
        TierApi.check(api.lead(api.ann), api.eve, "gpt-5-mini").statusCode(403);
        TierApi.check(api.member(api.ben), api.ben, "gpt-5-mini").statusCode(200);
        TierApi.check(api.member(api.ben), api.eve, "gpt-5-mini").statusCode(403);
        TierApi.check(api.key("usage:read"), api.ben, "gpt-5-mini").statusCode(403);
    }
}
