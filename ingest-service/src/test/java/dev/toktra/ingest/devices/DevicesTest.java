package dev.toktra.ingest.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.events.DeviceState;
import dev.toktra.events.EventJson;
import dev.toktra.events.Topics;
import dev.toktra.ingest.fixture.Directory;
import dev.toktra.ingest.fixture.QueueReader;
import dev.toktra.ingest.fixture.TestDevice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
class DevicesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static List<DeviceState> published(UUID orgId) {
        return QueueReader.read(Topics.DEVICES, key -> key.startsWith(orgId + "|")).stream()
                .filter(record -> record.value() != null)
                .map(record -> EventJson.read(record.value(), DeviceState.class))
                .toList();
    }

    /** How many devices a role sees in the name of an organisation, or of none. */
    private static int seenBy(String role, String orgId) throws SQLException {
        try (Connection connection = TestStack.running().connect(role)) {
            connection.setAutoCommit(false);
            try (PreparedStatement name = connection.prepareStatement("select set_config('toktra.org', ?, true)")) {
                name.setString(1, orgId);
                name.execute();
            }
            try (ResultSet count = connection.createStatement().executeQuery("select count(*) from device")) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    @Test
    void firstAcceptedRequestMakesADeviceKnown() {
        Instant before = Instant.now();
        TestDevice device = TestDevice.ofKnownOrganisation(390);

        Awaitility.await().atMost(SOON).until(() -> !published(device.orgId()).isEmpty());
        DeviceState state = published(device.orgId()).get(0);
        assertThat(state.deviceId()).isEqualTo(device.deviceId());
        assertThat(state.status()).isEqualTo(DeviceState.Status.ENROLLED);
        assertThat(state.firstSeenAt()).isBetween(before, Instant.now());
        assertThat(state.certificateExpiresAt()).isAfter(before.plus(Duration.ofDays(89)));
    }

    @Test
    void newCertificateIsANewVersionOfTheSameDevice() {
        UUID orgId = Directory.organisation(390);
        UUID deviceId = UUID.randomUUID();
        TestDevice.with(TestPki.running()
                        .authority()
                        .issue(orgId, deviceId, Duration.ofDays(5))
                        .sslContext())
                .heard();
        Awaitility.await().atMost(SOON).until(() -> published(orgId).size() == 1);
        TestDevice.with(TestPki.running()
                        .authority()
                        .issue(orgId, deviceId, Duration.ofDays(9))
                        .sslContext())
                .heard();

        Awaitility.await().atMost(SOON).until(() -> published(orgId).size() == 2);
        DeviceState first = published(orgId).get(0);
        DeviceState second = published(orgId).get(1);
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(second.firstSeenAt()).isEqualTo(first.firstSeenAt());
        assertThat(second.certificateExpiresAt()).isAfter(first.certificateExpiresAt());
    }

    @Test
    void rowSecurityShowsARequestOneOrganisationOrNone() throws SQLException {
        TestDevice one = TestDevice.ofKnownOrganisation(390);
        TestDevice other = TestDevice.ofKnownOrganisation(390);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !published(one.orgId()).isEmpty()
                        && !published(other.orgId()).isEmpty());

        assertThat(seenBy("ingest_app", "")).isZero();
        assertThat(seenBy("ingest_app", UUID.randomUUID().toString())).isZero();
        assertThat(seenBy("ingest_app", one.orgId().toString())).isOne();
        assertThat(seenBy("ingest_worker", "")).isGreaterThan(1);
    }

    @Test
    void requestsMayNotWriteDevices() throws SQLException {
        try (Connection connection = TestStack.running().connect("ingest_app")) {
            assertThatThrownBy(() -> connection.createStatement().execute("delete from device"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void refusedRequestMakesNobodyKnown() {
        TestDevice known = TestDevice.ofKnownOrganisation(390);
        assertThat(TestDevice.of(known.orgId()).post("{}").status()).isEqualTo(400);
        TestDevice later = TestDevice.of(known.orgId()).heard();

        Awaitility.await().atMost(SOON).until(() -> published(known.orgId()).size() > 1);
        assertThat(published(known.orgId()))
                .extracting(DeviceState::deviceId)
                .containsExactlyInAnyOrder(known.deviceId(), later.deviceId());
    }
}
