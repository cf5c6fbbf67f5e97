package dev.toktra.scoring;

import static io.restassured.RestAssured.given;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Asks this service on behalf of callers of an organisation. */
public record Api(UUID org) {

    public CallerToken caller() {
        return TestCallers.caller(org, "scoring-service");
    }

    public RequestSpecification admin() {
        return as(caller().roles("admin"));
    }

    /** A person with one of the roles admin, analyst, lead, member, privacy_officer. */
    public RequestSpecification as(String role, UUID person) {
        return as(caller().roles(role).userId(person));
    }

    public static RequestSpecification as(CallerToken caller) {
        return given().header("Authorization", "Bearer " + caller.token()).contentType("application/json");
    }
}
