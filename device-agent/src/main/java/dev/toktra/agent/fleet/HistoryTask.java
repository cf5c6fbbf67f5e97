package dev.toktra.agent.fleet;

import dev.toktra.agent.population.Population;
import dev.toktra.agent.population.SeededIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** One device's share of one part of the history. */
record HistoryTask(FleetDevice device, HistoryPart part, UUID streamId, Path file) {

    static HistoryTask of(Population population, FleetDevice device, HistoryPart part) {
        UUID streamId = SeededIds.stream(population.plan().seed(), device.id(), part.from(), part.until());
        return new HistoryTask(device, part, streamId, device.directory().resolve("history-" + streamId + ".json"));
    }

    boolean isComplete() throws IOException {
        return HistoryProgress.read(file).complete();
    }

    /** How many events are about to be sent. */
    long expected(Crew crew) throws IOException {
        double extra = part.rate()
                * Duration.between(part.from(), part.until()).toSeconds()
                / crew.devices().size();
        double all = extra + crew.timeline().expected(device.id(), part.from(), part.until());
        return Math.max(0, Math.round(all) - HistoryProgress.read(file).settledThrough());
    }

    HistoryEntries entries(Crew crew) {
        return new HistoryEntries(crew.timeline(), device.id(), part, Population.ZONE);
    }
}
