package dev.toktra.scoring.tiers;

import static io.restassured.RestAssured.given;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.UUID;

/** Asks for the tiers of a company: Ann leads Sales, Ben is in a department below it, Eve elsewhere. */
final class TierApi {

    final TierRig rig = new TierRig();
    final UUID ann = rig.ann;
    final UUID ben = rig.company.person("Ben", rig.company.department("Sales abroad", rig.sales), null);
    final UUID eve = rig.company.person("Eve", rig.company.department("Legal", null), null);

    CallerToken caller() {
        return TestCallers.caller(rig.company.org(), "scoring-service");
    }

    static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }

    RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    RequestSpecification key() {
        return key("scores:read");
    }

    RequestSpecification key(String scope) {
        return as(caller().actor("key", "key-1").roles("analyst").scopes(scope));
    }

    RequestSpecification officer() {
        return as(caller().roles("privacy_officer"));
    }

    RequestSpecification lead(UUID person) {
        return as(caller().roles("lead").userId(person));
    }

    RequestSpecification member(UUID person) {
        return as(caller().roles("member").userId(person));
    }

    ValidatableResponse override(UUID person, String tier, Instant until) {
        return admin().body("""
                        {"tier": "%s", "reason": "Leads the migration", "expires_at": "%s"}""".formatted(tier, until))
                .put("/v1/tiers/overrides/" + person)
                .then();
    }

    static ValidatableResponse check(RequestSpecification request, UUID person, String model) {
        return request.body("""
                        {"user_id": "%s", "model": "%s"}""".formatted(person, model))
                .post("/v1/model-access/check")
                .then();
    }
}
