package dev.toktra.agent.fleet;

import dev.toktra.agent.event.UsageEvent;
import dev.toktra.agent.population.Timeline;
import dev.toktra.agent.sender.SenderSettings;
import dev.toktra.agent.spool.FileDisk;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays the timeline as time goes by, through real spools; a device's events of half a second are forced together. */
final class LivePlayer {

    private static final long TICK_MILLIS = 500;

    private final Crew crew;
    private final FleetSettings.Play play;
    private final Path positionFile;
    private final Map<UUID, LiveDevice> devices = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "fleet-live");
        thread.setDaemon(true);
        return thread;
    });
    private final Instant start;
    private Instant told;
    private Instant played;
    private volatile boolean paused;

    /** @param from instant up to which the story is told already */
    LivePlayer(Crew crew, Path positionFile, Instant from) {
        this.crew = crew;
        this.play = crew.settings().play();
        this.positionFile = positionFile;
        this.start = crew.clock().instant();
        this.told = from;
        this.played = crew.settings().makesUpForGaps() ? from : start;
    }

    /** How far an earlier run played. */
    static Optional<Instant> position(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(Instant.parse(Files.readString(file).strip()))
                : Optional.empty();
    }

    void open() throws IOException {
        SenderSettings settings = SenderSettings.LIVE.withResendShare(play.resend());
        for (FleetDevice device : crew.devices()) {
            devices.put(device.id(), LiveDevice.start(crew, device, settings));
        }
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** No more events; what is spooled goes on being sent. */
    void pause() {
        paused = true;
        try {
            // The ticker has one thread: when this has run, no tick is under way.
            ticker.submit(() -> {}).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            crew.settings().say().accept("The fleet's clock did not stop in order: " + e.getMessage());
        }
    }

    void resume() {
        paused = false;
    }

    /** Whether everything spooled was settled in time. */
    boolean awaitEmpty(Duration atMost) {
        CompletableFuture<Void> empty = new CompletableFuture<>();
        ScheduledFuture<?> look = ticker.scheduleWithFixedDelay(
                () -> {
                    if (waiting() == 0) {
                        empty.complete(null);
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        try {
            empty.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return waiting() == 0;
        } finally {
            look.cancel(false);
        }
    }

    long waiting() {
        return devices.values().stream().mapToLong(LiveDevice::waiting).sum();
    }

    List<LiveDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** Lets requests under way be answered for a while; what is not is sent again next time. */
    void close(int graceSeconds) throws IOException {
        pause();
        ticker.shutdown();
        Future.all(devices.values().stream().map(LiveDevice::stopSending).toList())
                .toCompletionStage()
                .toCompletableFuture()
                .handle((done, failure) -> true)
                .completeOnTimeout(false, graceSeconds, TimeUnit.SECONDS)
                .join();
        for (LiveDevice device : devices.values()) {
            device.close();
        }
    }

    private void tick() {
        try {
            Instant now = crew.clock().instant();
            if (paused) {
                played = now;
                return;
            }
            Instant tale = storyTime(now);
            for (Map.Entry<UUID, List<UsageEvent>> seen : events(tale, now).entrySet()) {
                LiveDevice device = devices.get(seen.getKey());
                if (device != null) {
                    device.observe(seen.getValue());
                }
            }
            told = tale;
            played = now;
            new FileDisk().replace(positionFile, (now + "\n").getBytes(StandardCharsets.US_ASCII), false);
        } catch (IOException | RuntimeException e) {
            crew.settings().say().accept("The fleet plays no more: " + e.getMessage());
            ticker.shutdown();
        }
    }

    private Map<UUID, List<UsageEvent>> events(Instant tale, Instant now) {
        Map<UUID, List<UsageEvent>> events = new LinkedHashMap<>();
        for (Timeline.DeviceEvent due : crew.timeline().due(told, tale)) {
            UsageEvent event = due.event().at(realTime(due.event().occurredAt()));
            events.computeIfAbsent(due.deviceId(), id -> new ArrayList<>()).add(event);
        }
        for (Timeline.DeviceEvent extra : crew.timeline().extra(played, now, play.rate())) {
            events.computeIfAbsent(extra.deviceId(), id -> new ArrayList<>()).add(extra.event());
        }
        return events;
    }

    /** Up to the start the story is told as it was; from there on it runs {@code speed} times as fast as time. */
    private Instant storyTime(Instant now) {
        long passed = Math.max(0, Duration.between(start, now).toNanos());
        return start.plusNanos((long) (passed * play.speed()));
    }

    private Instant realTime(Instant tale) {
        if (!tale.isAfter(start)) {
            return tale;
        }
        return start.plusNanos((long) (Duration.between(start, tale).toNanos() / play.speed()));
    }
}
