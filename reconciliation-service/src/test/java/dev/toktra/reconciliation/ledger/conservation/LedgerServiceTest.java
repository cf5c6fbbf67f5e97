package dev.toktra.reconciliation.ledger.conservation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.LostRange;
import dev.toktra.events.Topics;
import dev.toktra.reconciliation.ledger.TestBatches;
import dev.toktra.reconciliation.ledger.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class LedgerServiceTest {

    private final UUID org = UUID.randomUUID();
    private final TestBatches stream = new TestBatches(org);
    private TestTopics topics;

    @TestHTTPResource(value = "/health/ready", management = true)
    @Nullable
    URL ready;

    @TestHTTPResource(value = "/metrics", management = true)
    @Nullable
    URL metrics;

    @BeforeEach
    void publish() throws Exception {
        topics = new TestTopics(TestStack.running());
        topics.state(Topics.ORGANISATIONS, TestBatches.organisation(org, "UTC"));
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void bothEquationsAreShownAndHold() throws Exception {
        topics.batches(stream.batch(1, 5), stream.batch(1, 5), stream.batch(8, 9));
        topics.batches(stream.batch(List.of(), List.of(new LostRange(10, 6, 6, 30)), List.of()));
        await().untilAsserted(() -> ledger("?limit=5").body("totals.numbers.highest_seq", equalTo(10)));
        ledger("")
                .body("holds", equalTo(true))
                .body("items", hasSize(1))
                .body("items[0].stored", equalTo(7))
                .body("items[0].lost", equalTo(1))
                .body("items[0].tombstones", equalTo(1))
                .body("items[0].outstanding", equalTo(1))
                .body("items[0].duplicate_seq", equalTo(5))
                .body("items[0].gaps", hasSize(1))
                .body("items[0].gaps[0].from_seq", equalTo(7))
                .body("items[0].gaps[0].to_seq", equalTo(7))
                .body("total_count", equalTo(1))
                .body("next_cursor", nullValue());
        ledger("?view=hours")
                .body("holds", equalTo(true))
                .body("totals.transmissions.received", equalTo(13))
                .body("totals.transmissions.stored", equalTo(7))
                .body("items[0].holds", equalTo(true));
    }

    @Test
    void streamsComeInPages() throws Exception {
        for (int i = 0; i < 5; i++) {
            topics.batches(new TestBatches(org).batch(1, 2));
        }
        await().untilAsserted(() -> ledger("").body("total_count", equalTo(5)));
        String next = ledger("?limit=2")
                .body("items", hasSize(2))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");
        String last = ledger("?limit=2&cursor=" + next)
                .body("items", hasSize(2))
                .extract()
                .path("next_cursor");
        ledger("?limit=2&cursor=" + last).body("items", hasSize(1)).body("has_more", equalTo(false));
    }

    @Test
    void anotherOrganisationSeesNothingOfIt() throws Exception {
        topics.batches(stream.batch(1, 2), TestBatches.reused(stream.batch(1, 2)));
        await().untilAsserted(() -> quarantine("").body("total_count", equalTo(2)));
        String id = quarantine("").extract().path("items[0].quarantine_id");
        UUID stranger = UUID.randomUUID();
        as(stranger, "admin").get("/v1/admin/ledger").then().statusCode(200).body("total_count", equalTo(0));
        as(stranger, "admin").get("/v1/admin/quarantine").then().statusCode(200).body("items", hasSize(0));
        as(stranger, "admin")
                .post("/v1/admin/quarantine/" + id + "/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyAdministratorsMay() {
        for (String role : List.of("analyst", "lead", "member", "privacy_officer")) {
            as(org, role).get("/v1/admin/ledger").then().statusCode(403);
            as(org, role).get("/v1/admin/quarantine").then().statusCode(403);
            as(org, role).post("/v1/admin/quarantine/" + org + "/replay").then().statusCode(403);
            as(org, role)
                    .post("/v1/admin/ledger/gaps/" + org + "/accept")
                    .then()
                    .statusCode(403);
        }
        given().get("/v1/admin/ledger").then().statusCode(401);
    }

    @Test
    void wrongQuestionsAreToldWhatIsWrong() {
        for (String query :
                List.of("view=days", "limit=0", "limit=1001", "limit=x", "cursor=x", "cursor=fHw", "page=2")) {
            as(org, "admin")
                    .get("/v1/admin/ledger?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("errors[0].pointer", equalTo("?" + query.substring(0, query.indexOf('='))));
        }
        as(org, "admin").get("/v1/admin/quarantine?state=closed").then().statusCode(400);
        as(org, "admin").post("/v1/admin/ledger/gaps/x/accept").then().statusCode(404);
        as(org, "admin").post("/v1/admin/ledger/gaps/" + org + "/accept").then().statusCode(404);
    }

    @Test
    void whatIsStillRefusedStaysInQuarantine() throws Exception {
        String poison = "open\0ai";
        topics.batches(stream.batch(
                TestBatches.event(1, 1), TestBatches.event(2, TestBatches.NOW, poison, null), TestBatches.event(3, 1)));
        await().untilAsserted(() -> quarantine("?state=open").body("total_count", equalTo(1)));
        String id = quarantine("")
                .body("items[0].reason", equalTo("sqlstate-22021"))
                .body("items[0].seq", equalTo(2))
                .body("items[0].payload.events[0].provider", equalTo(poison))
                .extract()
                .path("items[0].quarantine_id");
        as(org, "admin")
                .post("/v1/admin/quarantine/" + id + "/replay")
                .then()
                .statusCode(409)
                .body("type", containsString("still-refused"));
        ledger("").body("holds", equalTo(true)).body("totals.numbers.quarantined", equalTo(1));
    }

    @Test
    void eventsOfAnOrganisationThatIsPublishedTooLateAreReplayed() throws Exception {
        UUID late = UUID.randomUUID();
        topics.batches(new TestBatches(late).batch(1, 2));
        await().untilAsserted(() -> as(late, "admin")
                .get("/v1/admin/quarantine")
                .then()
                .body("total_count", equalTo(2))
                .body("items[0].reason", equalTo("unknown-organisation")));
        List<String> ids = as(late, "admin").get("/v1/admin/quarantine").path("items.quarantine_id");
        replay(late, ids.get(0)).statusCode(409).body("detail", containsString("unknown-organisation"));
        topics.state(Topics.ORGANISATIONS, TestBatches.organisation(late, "Asia/Kathmandu"));
        for (String id : ids) {
            await().untilAsserted(() -> replay(late, id).statusCode(200).body("outcome", equalTo("stored")));
            replay(late, id).statusCode(200).body("outcome", equalTo("stored"));
        }
        as(late, "admin")
                .get("/v1/admin/ledger")
                .then()
                .body("holds", equalTo(true))
                .body("totals.numbers.stored", equalTo(2))
                .body("totals.numbers.quarantined", equalTo(0))
                .body("totals.transmissions.received", equalTo(2))
                .body("totals.transmissions.stored", equalTo(2));
        as(late, "admin").get("/v1/admin/quarantine?state=replayed").then().body("total_count", equalTo(2));
    }

    @Test
    void aReusedNumberIsNeverCountedByItsReplay() throws Exception {
        topics.batches(stream.batch(1, 2), TestBatches.reused(stream.batch(1, 2)));
        await().untilAsserted(() -> quarantine("").body("total_count", equalTo(2)));
        List<String> ids = quarantine("").extract().path("items.quarantine_id");
        ids.forEach(id -> replay(org, id).statusCode(200).body("outcome", equalTo("duplicate-seq")));
        ledger("")
                .body("holds", equalTo(true))
                .body("totals.numbers.stored", equalTo(2))
                .body("totals.transmissions.duplicate_seq", equalTo(2))
                .body("totals.transmissions.quarantined", equalTo(0));
    }

    private static ValidatableResponse replay(UUID org, String id) {
        return as(org, "admin").post("/v1/admin/quarantine/" + id + "/replay").then();
    }

    @Test
    void theLedgerIsReadyAndTellsItsFigures() {
        await().untilAsserted(() -> given().get(ready)
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'ledger' }.data.loop", equalTo("COUNTING")));
        given().get(metrics)
                .then()
                .body(containsString("toktra_ledger_lag"))
                .body(containsString("toktra_ledger_loop{state=\"counting\"} 1.0"))
                .body(containsString("toktra_ledger_partitions_assigned 12.0"));
    }

    private ValidatableResponse ledger(String query) {
        return as(org, "admin").get("/v1/admin/ledger" + query).then().statusCode(200);
    }

    private ValidatableResponse quarantine(String query) {
        return as(org, "admin").get("/v1/admin/quarantine" + query).then().statusCode(200);
    }

    private static RequestSpecification as(UUID org, String role) {
        return given().auth().oauth2(TestCallers.token(org, "reconciliation-service", role));
    }
}
