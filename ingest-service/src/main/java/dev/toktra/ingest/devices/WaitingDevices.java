package dev.toktra.ingest.devices;

import dev.toktra.ingest.ports.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Devices that were heard and are still to be recorded, and those that are recorded as they are now. Both are bounded:
 * what does not fit is heard again with the device's next batch.
 */
final class WaitingDevices {

    private final int most;
    private final Map<Key, Heard> waiting = new LinkedHashMap<>();
    private final Map<Key, Instant> recorded;

    private record Key(UUID orgId, UUID deviceId) {}

    /** A device and when it was heard first. */
    record Heard(Device device, Instant at) {}

    /** @param most how many may wait, and how many recorded ones are remembered */
    WaitingDevices(int most) {
        this.most = most;
        this.recorded = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
                return size() > most;
            }
        };
    }

    /** Notes a device unless it is recorded with this certificate already. */
    synchronized void heard(Device device, Instant at) {
        Key key = key(device);
        if (!device.certificateExpiresAt().equals(recorded.get(key))
                && (waiting.size() < most || waiting.containsKey(key))) {
            waiting.merge(key, new Heard(device, at), (first, now) -> new Heard(now.device(), first.at()));
        }
    }

    /** The first that wait; they go on waiting until they are {@link #recorded}. */
    synchronized List<Heard> next(int number) {
        List<Heard> next = new ArrayList<>();
        Iterator<Heard> heard = waiting.values().iterator();
        while (heard.hasNext() && next.size() < number) {
            next.add(heard.next());
        }
        return next;
    }

    /** Takes note that these are in the database. */
    synchronized void recorded(List<Heard> written) {
        written.forEach(heard -> {
            Key key = key(heard.device());
            recorded.put(key, heard.device().certificateExpiresAt());
            waiting.remove(key, heard);
        });
    }

    synchronized int size() {
        return waiting.size();
    }

    private static Key key(Device device) {
        return new Key(device.orgId(), device.deviceId());
    }
}
