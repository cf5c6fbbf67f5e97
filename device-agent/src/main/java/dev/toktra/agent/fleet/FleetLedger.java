package dev.toktra.agent.fleet;

import dev.toktra.agent.spool.DeviceStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts the ledger together from the devices' journals and spools. */
final class FleetLedger {

    private FleetLedger() {}

    static SentLedger of(Crew crew, List<LiveDevice> live) {
        Map<UUID, LiveDevice> playing = new HashMap<>();
        live.forEach(device -> playing.put(device.id(), device));
        List<SentStream> streams = new ArrayList<>();
        List<SentCell> cells = new ArrayList<>();
        for (FleetDevice device : crew.devices()) {
            addCells(crew, device, cells);
            addStreams(device, playing.get(device.id()), streams);
        }
        return new SentLedger(streams, cells);
    }

    private static void addCells(Crew crew, FleetDevice device, List<SentCell> cells) {
        device.journal()
                .cells()
                .forEach((key, sums) -> cells.add(new SentCell(
                        crew.population().personOf(key.account(), device.id()),
                        key.account(),
                        device.id(),
                        key.provider(),
                        key.model(),
                        key.dayUtc(),
                        key.dayOrg(),
                        sums)));
    }

    private static void addStreams(
            FleetDevice device, @org.jspecify.annotations.Nullable LiveDevice live, List<SentStream> streams) {
        Map<UUID, DeviceStreams.Stream> spooled = new HashMap<>();
        if (live != null) {
            live.streams().forEach(stream -> spooled.put(stream.streamId(), stream));
        }
        for (JournalLine line : device.journal().streams()) {
            DeviceStreams.Stream spool = spooled.remove(line.streamId());
            long highest = spool == null ? line.throughSeq() : spool.spool().highestSeq();
            streams.add(stream(device.id(), line, highest));
        }
        spooled.forEach((streamId, stream) -> streams.add(stream(
                device.id(),
                new JournalLine(streamId, 1, 0, 0, 0, 0, 0, 0, List.of()),
                stream.spool().highestSeq())));
    }

    private static SentStream stream(UUID deviceId, JournalLine line, long highest) {
        return new SentStream(
                deviceId,
                line.streamId(),
                highest,
                line.events(),
                line.tombstones(),
                line.lost(),
                line.rejected(),
                line.deadLetters(),
                highest - line.throughSeq());
    }
}
