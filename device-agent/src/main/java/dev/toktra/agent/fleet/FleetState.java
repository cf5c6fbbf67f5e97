package dev.toktra.agent.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** The fleet's own directory, held by one fleet at a time. */
final class FleetState implements Closeable {

    /** A shorter time away is made up for by the live player, through the spools. */
    private static final Duration SHORT_GAP = Duration.ofMinutes(10);

    private final Path directory;
    private final FileChannel lock;

    private FleetState(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws FleetRefusal where another fleet holds the directory */
    static FleetState hold(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            held = false;
        }
        if (!held) {
            channel.close();
            throw new FleetRefusal("Another fleet uses " + directory + "; stop it or give another --state.");
        }
        return new FleetState(directory, channel);
    }

    /** How far the providers were told. */
    Path providers() {
        return directory.resolve("providers.json");
    }

    Path livePosition() {
        return directory.resolve("live-position");
    }

    /** What is to be told. A gap since the last run is told at full speed first; so is more history that is asked for. */
    FleetPlan plan(FleetSettings settings) throws IOException {
        Path file = directory.resolve("plan.json");
        FleetPlan plan = FleetPlan.open(file, settings);
        Instant now = settings.clock().instant();
        Instant told = LivePlayer.position(livePosition()).orElse(Instant.MIN);
        Instant covered = told.isAfter(plan.until(now)) ? told : plan.until(now);
        boolean live = settings.play().live();
        Instant wanted = live ? now : settings.story().until();
        if (wanted == null || !wanted.isAfter(covered.plus(live ? SHORT_GAP : Duration.ZERO))) {
            return plan;
        }
        return plan.and(
                new HistoryPart(
                        covered,
                        wanted,
                        settings.makesUpForGaps() ? settings.play().rate() : 0),
                file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
