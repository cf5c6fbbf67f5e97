package dev.toktra.agent.fleet;

import dev.toktra.agent.population.Population;
import dev.toktra.agent.population.Timeline;
import dev.toktra.agent.sender.IngestAddress;
import dev.toktra.agent.sender.IngestClient;
import dev.toktra.agent.sender.SenderLink;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What all devices of a fleet share: one Vert.x, the address, the story and the watch. */
final class Crew implements AutoCloseable {

    private final FleetSettings settings;
    private final Population population;
    private final Timeline timeline;
    private final FleetWatch watch;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(8));
    private final List<FleetDevice> devices = new ArrayList<>();

    private Crew(FleetSettings settings, Population population) {
        this.settings = settings;
        this.population = population;
        this.timeline = new Timeline(population);
        this.watch = new FleetWatch(settings.clock(), settings.say());
    }

    /** Opens each device's directory and sees to its certificate. */
    static Crew gather(FleetSettings settings, Population population) throws IOException {
        Path state = settings.where().state();
        FleetCertificates certificates = FleetCertificates.signedBy(
                settings.where().deviceCa(), state.resolve("certificates"), settings.clock());
        Crew crew = new Crew(settings, population);
        boolean gathered = false;
        try {
            for (var device : population.devices()) {
                Path directory = Files.createDirectories(
                        state.resolve("devices").resolve(device.deviceId().toString()));
                crew.devices.add(new FleetDevice(
                        device,
                        certificates.of(population.organisation().orgId(), device.deviceId()),
                        directory,
                        SentJournal.open(directory.resolve("sent.jsonl"), Population.ZONE)));
            }
            gathered = true;
            return crew;
        } finally {
            if (!gathered) {
                crew.close();
            }
        }
    }

    Population population() {
        return population;
    }

    Timeline timeline() {
        return timeline;
    }

    List<FleetDevice> devices() {
        return devices;
    }

    FleetWatch watch() {
        return watch;
    }

    Vertx vertx() {
        return vertx;
    }

    Clock clock() {
        return settings.clock();
    }

    FleetSettings settings() {
        return settings;
    }

    /** A connection of the device's own; close its client when done. */
    SenderLink link(FleetDevice device) {
        IngestAddress address =
                IngestAddress.of(settings.where().ingest(), settings.where().trust());
        IngestClient client = new IngestClient(vertx, address, device.credential());
        return new SenderLink(
                vertx, client, settings.clock(), new Random(device.id().getLeastSignificantBits()));
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            settings.say().accept("The connections could not be closed in order: " + e.getMessage());
        }
    }
}
