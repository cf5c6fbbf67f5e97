package dev.toktra.ingest.devices;

import dev.toktra.ingest.devices.WaitingDevices.Heard;
import dev.toktra.ingest.ports.Device;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Notes who was heard; that costs a request nothing and cannot fail it. */
@Startup
@ApplicationScoped
public class SeenDevices {

    /** Two hours of a large fleet's first requests; some 100 bytes each. */
    private static final int MOST = 200_000;

    private final WaitingDevices waiting = new WaitingDevices(MOST);
    private final Clock clock;

    SeenDevices(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        meters.gauge("toktra.ingest.devices.waiting", waiting, WaitingDevices::size);
    }

    /** A device's request was accepted. */
    public void accepted(Device device) {
        waiting.heard(device, clock.instant());
    }

    List<Heard> next(int number) {
        return waiting.next(number);
    }

    void recorded(List<Heard> written) {
        waiting.recorded(written);
    }
}
