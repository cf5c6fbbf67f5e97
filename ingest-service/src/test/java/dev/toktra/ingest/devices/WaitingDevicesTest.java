package dev.toktra.ingest.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.ingest.devices.WaitingDevices.Heard;
import dev.toktra.ingest.ports.Device;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingDevicesTest {

    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ORG = new UUID(1, 1);

    private static Device device(long id, int days) {
        return new Device(ORG, new UUID(2, id), T.plusSeconds(86_400L * days));
    }

    @Test
    void deviceWaitsOnceWithItsFirstMomentAndItsLastCertificate() {
        WaitingDevices devices = new WaitingDevices(10);
        devices.heard(device(1, 90), T);
        devices.heard(device(1, 91), T.plusSeconds(5));

        assertThat(devices.next(10)).containsExactly(new Heard(device(1, 91), T));
    }

    @Test
    void recordedDeviceWaitsAgainOnlyForAnotherCertificate() {
        WaitingDevices devices = new WaitingDevices(10);
        devices.heard(device(1, 90), T);
        devices.recorded(devices.next(10));
        devices.heard(device(1, 90), T.plusSeconds(1));
        assertThat(devices.size()).isZero();

        devices.heard(device(1, 180), T.plusSeconds(2));
        assertThat(devices.size()).isOne();
    }

    @Test
    void certificateChangedWhileWritingIsNotForgotten() {
        WaitingDevices devices = new WaitingDevices(10);
        devices.heard(device(1, 90), T);
        var writing = devices.next(10);
        devices.heard(device(1, 180), T.plusSeconds(1));

        devices.recorded(writing);

        assertThat(devices.next(10)).containsExactly(new Heard(device(1, 180), T));
    }

    @Test
    void onlySoManyWait() {
        WaitingDevices devices = new WaitingDevices(2);
        for (int i = 0; i < 5; i++) {
            devices.heard(device(i, 90), T);
        }

        assertThat(devices.size()).isEqualTo(2);
        assertThat(devices.next(1)).hasSize(1);
    }
}
