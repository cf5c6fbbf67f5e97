package dev.toktra.scoring.nights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.scoring.Api;
import dev.toktra.scoring.Company;
import dev.toktra.scoring.TestSchema;
import dev.toktra.scoring.Use;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class RunResourceTest {

    @Inject
    @SuppressWarnings("NullAway.Init") // set before each test
    NightJob job;

    @Inject
    @SuppressWarnings("NullAway.Init") // set before each test
    Clock clock;

    private final Company company = new Company();
    private final Api api = new Api(company.org());

    @Test
    void runThatIsAskedForIsQueuedOnceAndDoneByTheJob() {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        company.uses(
                company.person("Ann", null, null),
                yesterday,
                Use.of("openai", "gpt-5").requests(60));
        company.save();
        String id = api.admin()
                .post("/v1/scores/runs")
                .then()
                .statusCode(202)
                .body("state", equalTo("queued"))
                .body("kind", equalTo("on_demand"))
                .body("progress.total", nullValue())
                .extract()
                .path("run_id");
        api.admin().post("/v1/scores/runs").then().statusCode(409);
        job.compute();
        api.admin()
                .get("/v1/scores/runs/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("finished"))
                .body("parts.name", hasItem("scores"))
                .body("parts.find {it.name == 'scores'}.results", equalTo(1));
        assertThat(TestSchema.rows("select state from score where org_id = ?", company.org()))
                .contains("insufficient_data");
        api.admin().get("/v1/scores/runs?limit=100").then().statusCode(200).body("items.kind", hasItem("on_demand"));
    }

    @Test
    void onlyAdministratorsAskAndOnlyTheOwnOrganisationSees() {
        api.as("analyst", UUID.randomUUID()).post("/v1/scores/runs").then().statusCode(403);
        for (String role : List.of("lead", "member")) {
            api.as(role, UUID.randomUUID()).get("/v1/scores/runs").then().statusCode(403);
        }
        String id = api.admin().post("/v1/scores/runs").then().extract().path("run_id");
        api.as("analyst", UUID.randomUUID())
                .get("/v1/scores/runs")
                .then()
                .statusCode(200)
                .body("items.run_id", contains(id));
        Api other = new Api(new Company().org());
        other.admin().get("/v1/scores/runs").then().statusCode(200).body("items", empty());
        other.admin().get("/v1/scores/runs/" + id).then().statusCode(404);
        TestSchema.execute("delete from night_run where org_id = ?", company.org());
    }

    @Test
    void organisationThatTheDirectoryHasNotToldOfIsAskedToWait() {
        new Api(UUID.randomUUID()).admin().post("/v1/scores/runs").then().statusCode(503);
    }
}
