package dev.toktra.scoring.forecasts;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import dev.toktra.scoring.nights.Night;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class ForecastResourceTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

    private final Company company = new Company();
    private final UUID engineering = company.department("Engineering", null);
    private final UUID platform = company.department("Platform", engineering);
    private final UUID sales = company.department("Sales", null);
    private final UUID lead = company.person("Lea", engineering, null);
    private final UUID ben = company.person("Ben", platform, null);
    private final UUID cem = company.person("Cem", sales, null);

    @BeforeEach
    void twoNights() throws SQLException {
        for (int i = 0; i < 120; i++) {
            LocalDate day = NIGHT.minusDays(i);
            if (day.getDayOfWeek().getValue() < 6) {
                company.uses(
                        ben,
                        day,
                        Use.of("openai", "gpt-5").tokens(900, 0, 0, 100).settled());
                company.uses(
                        cem,
                        day,
                        Use.of("openai", "gpt-5-mini").tokens(90, 0, 0, 10).settled());
            }
        }
        company.save();
        compute(NIGHT.minusDays(30));
        compute(NIGHT);
    }

    @Test
    void aForecastSaysWhatItIsMadeOf() {
        get("analyst", null, "")
                .statusCode(200)
                .body("scope", equalTo("organisation"))
                .body("id", nullValue())
                .body("state", equalTo("forecast"))
                .body("as_of", equalTo("2026-06-30"))
                .body("horizon_days", equalTo(30))
                .body("days", hasSize(30))
                .body("days[0].date", equalTo("2026-07-01"))
                .body("days[0].tokens", equalTo(1100))
                .body("days[0].extrapolated", equalTo(false))
                .body("total.tokens", equalTo(22 * 1100))
                .body("history.days", equalTo(90))
                .body("history.settled_days", equalTo(90))
                .body("history.filled_days", equalTo(0))
                .body("method.models", hasSize(8))
                .body("method.tested_days", equalTo(62))
                .body("trend", equalTo("steady"))
                .body("drivers.active_people", equalTo(2))
                .body("track_record.made_on", equalTo("2026-05-31"))
                .body("track_record.actual", equalTo(22 * 1100))
                .body("track_record.tokens", equalTo(22 * 1100))
                .body("track_record.within_80", equalTo(true));
    }

    @Test
    void ninetyDaysAreExtrapolatedBeyondTheBacktest() {
        get("analyst", null, "?scope=model&id=gpt-5&horizon=90")
                .statusCode(200)
                .body("id", equalTo("gpt-5"))
                .body("days", hasSize(90))
                .body("days[61].extrapolated", equalTo(false))
                .body("days[62].extrapolated", equalTo(true));
    }

    @Test
    void aLeadSeesTheOwnDepartmentAndThoseBelowItOnly() {
        get("lead", lead, "?scope=department&id=" + platform).statusCode(200).body("days", hasSize(30));
        get("lead", lead, "?scope=department&id=" + sales).statusCode(403);
        get("lead", lead, "").statusCode(403);
        given().header(
                        "Authorization",
                        "Bearer "
                                + TestCallers.caller(company.org(), "scoring-service")
                                        .roles("analyst")
                                        .scopes("usage:read")
                                        .actor("key", "key-1")
                                        .token())
                .get("/v1/forecasts")
                .then()
                .statusCode(403);
        get("member", ben, "?scope=department&id=" + platform).statusCode(403);
    }

    @Test
    void whatIsNotThereIsNotFoundAlsoInAnotherOrganisation() {
        get("admin", null, "?scope=model&id=gpt-4").statusCode(404);
        Company other = new Company();
        given().header("Authorization", "Bearer " + token(other.org(), "admin", null))
                .get("/v1/forecasts?scope=department&id=" + platform)
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsWrongIsNamed() {
        get("admin", null, "?scope=person&horizon=60").statusCode(400).body("errors", hasSize(2));
        get("admin", null, "?scope=model").statusCode(400).body("errors[0].pointer", equalTo("?id"));
        get("admin", null, "?id=gpt-5").statusCode(400);
        get("admin", null, "?scope=department&id=platform").statusCode(400);
    }

    private ValidatableResponse get(String role, @Nullable UUID person, String query) {
        return given().header("Authorization", "Bearer " + token(company.org(), role, person))
                .get("/v1/forecasts" + query)
                .then();
    }

    private static String token(UUID org, String role, @Nullable UUID person) {
        CallerToken caller =
                TestCallers.caller(org, "scoring-service").roles(role).scopes("forecasts:read");
        return (person == null ? caller : caller.userId(person)).token();
    }

    private void compute(LocalDate night) throws SQLException {
        ForecastsConfig config = () -> Period.ofDays(100);
        try (Connection connection = TestSchema.worker().getConnection()) {
            new ForecastJob(config)
                    .compute(
                            connection,
                            new Night(company.org(), night, ZoneId.of("UTC"), Instant.parse("2026-07-01T02:00:00Z")));
        }
    }
}
