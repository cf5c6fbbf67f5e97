package dev.toktra.reconciliation.ledger;

import static dev.toktra.reconciliation.ledger.LedgerLoopTest.awaitReceived;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.toktra.devstack.fixture.CallerToken;
import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that stands still before a gap, and who may let it go on. */
@QuarkusTest
@WithTestResource(TestStack.class)
class GapAcceptanceTest {

    private static final String LEDGER = "/v1/admin/ledger";
    private static final String COUNTED = "select next_offset from sink_position where topic_id = ?";

    private final UUID org = UUID.randomUUID();
    private LoopRig rig;
    private UUID topicId;

    /** The first two of four records were counted, and retention removed the third. */
    @BeforeEach
    void loseARecord() throws Exception {
        rig = new LoopRig(1);
        topicId = rig.topicId();
        TestBatches stream = new TestBatches(rig.org());
        LoopRig.Running first = rig.start();
        rig.send(stream.batch(1, 1), stream.batch(2, 2));
        awaitReceived(rig, 2);
        rig.stop(first);
        rig.send(stream.batch(3, 3), stream.batch(4, 4));
        rig.forgetBefore(0, 3);
        rig.start();
        await().untilAsserted(() -> assertThat(count("select count(*) from ledger_gap where topic_id = ?"))
                .isEqualTo(1));
    }

    @AfterEach
    void close() throws Exception {
        rig.close(); // a loop that still runs would find the gap again
        try (var worker = LedgerRig.connect();
                var forget = worker.prepareStatement("delete from ledger_gap where topic_id = ?")) {
            forget.setObject(1, topicId);
            forget.executeUpdate();
        }
    }

    @Test
    void anAdministratorSeesTheGapAndLetsTheLedgerGoOn() throws Exception {
        String gap = gapId();
        listed(gap)
                .body("holds", equalTo(false))
                .body(path(gap, "partition"), equalTo(0))
                .body(path(gap, "from_offset"), equalTo(2))
                .body(path(gap, "to_offset"), equalTo(3))
                .body(path(gap, "found_at"), notNullValue())
                .body(path(gap, "accepted_at"), nullValue())
                .body(path(gap, "accepted_by"), nullValue());
        assertThat(rig.database().stored()).isEqualTo(2);
        accept(gap, admin("ada"))
                .statusCode(200)
                .body("gap_id", equalTo(gap))
                .body("accepted_by", equalTo("ada"))
                .body("accepted_at", notNullValue());
        awaitReceived(rig, 3);
        assertThat(count(COUNTED)).isEqualTo(4);
    }

    @Test
    void whoAcceptedFirstStaysWrittenDown() {
        String gap = gapId();
        String at = accept(gap, admin("ada")).statusCode(200).extract().path("accepted_at");
        accept(gap, admin("bob"))
                .statusCode(200)
                .body("accepted_by", equalTo("ada"))
                .body("accepted_at", equalTo(at));
        listed(gap).body(path(gap, "accepted_by"), equalTo("ada")).body(path(gap, "accepted_at"), equalTo(at));
    }

    @Test
    void nobodyElseMayAccept() throws Exception {
        String gap = gapId();
        for (String role : List.of("analyst", "lead", "member", "privacy_officer")) {
            accept(gap, TestCallers.caller(org, "reconciliation-service").roles(role))
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("error", equalTo("forbidden"));
        }
        accept(gap, key().scopes("usage:read")).statusCode(403);
        accept(gap, admin("ada").signedByStranger()).statusCode(401);
        given().post(LEDGER + "/gaps/" + gap + "/accept").then().statusCode(401);
        listed(gap).body(path(gap, "accepted_at"), nullValue()).body(path(gap, "accepted_by"), nullValue());
        assertThat(count(COUNTED)).isEqualTo(2);
    }

    private static CallerToken key() {
        return TestCallers.caller(UUID.randomUUID(), "reconciliation-service").actor("key", "key-1");
    }

    private CallerToken admin(String subject) {
        return TestCallers.caller(org, "reconciliation-service").roles("admin").claim("sub", subject);
    }

    private static ValidatableResponse accept(String gap, CallerToken caller) {
        return given().auth()
                .oauth2(caller.token())
                .post(LEDGER + "/gaps/" + gap + "/accept")
                .then();
    }

    private ValidatableResponse listed(String gap) {
        return given().auth()
                .oauth2(admin("ada").token())
                .get(LEDGER)
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(path(gap, "topic_id"), equalTo(topicId.toString()));
    }

    private static String path(String gap, String member) {
        return "retention_gaps.find { it.gap_id == '" + gap + "' }." + member;
    }

    /** The gap of this test, as the list tells of it. */
    private String gapId() {
        return given().auth()
                .oauth2(admin("ada").token())
                .get(LEDGER)
                .path("retention_gaps.find { it.topic_id == '" + topicId + "' }.gap_id");
    }

    private long count(String sql) throws Exception {
        try (var statement = rig.database().connection().prepareStatement(sql)) {
            statement.setObject(1, topicId);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
