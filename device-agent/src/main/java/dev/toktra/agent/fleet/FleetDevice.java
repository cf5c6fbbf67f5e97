package dev.toktra.agent.fleet;

import dev.toktra.agent.population.Device;
import dev.toktra.agent.sender.DeviceCredential;
import java.nio.file.Path;
import java.util.UUID;

/** A device of the fleet, with its certificate, its directory and its journal. */
record FleetDevice(Device device, DeviceCredential credential, Path directory, SentJournal journal) {

    UUID id() {
        return device.deviceId();
    }
}
