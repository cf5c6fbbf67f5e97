package dev.toktra.agent.command;

import dev.toktra.agent.fleet.Clocks;
import dev.toktra.agent.fleet.Fleet;
import dev.toktra.agent.fleet.FleetRefusal;
import dev.toktra.agent.fleet.FleetSettings;
import dev.toktra.agent.fleet.LedgerReport;
import dev.toktra.agent.fleet.SentLedger;
import dev.toktra.agent.population.Population;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code device-agent fleet …}. */
final class FleetCommand {

    static final String USAGE = "device-agent fleet --ingest https://HOST:PORT --device-ca DIR --state DIR"
            + " [--seed 42] [--people 100] [--history 90d] [--until DATE|TIME] [--live [--speed 1] [--rate 0.05]]"
            + " [--resend 20%] [--max-events N] [--trust FILE.pem] [--report FILE.json]"
            + " [--providers http://HOST:PORT]";

    private static final Set<String> VALUED = Set.of(
            "--ingest",
            "--device-ca",
            "--state",
            "--seed",
            "--people",
            "--history",
            "--until",
            "--speed",
            "--rate",
            "--resend",
            "--max-events",
            "--trust",
            "--report",
            "--providers");

    private static final long REPORT_SECONDS = 30;

    /** How long a stopped fleet that is to report waits for what is under way; without a report nobody needs to wait. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final FleetSettings settings;
    private final Consumer<String> say;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Fleet fleet;

    private FleetCommand(FleetSettings settings, Consumer<String> say) {
        this.settings = settings;
        this.say = say;
    }

    static FleetCommand read(List<String> arguments, Consumer<String> say) {
        return new FleetCommand(settings(Options.read(arguments, VALUED, Set.of("--live")), say), say);
    }

    FleetSettings settings() {
        return settings;
    }

    /** Runs until the history is in or, live, until {@link #stop}. */
    void run() throws IOException {
        try (Fleet started = Fleet.start(settings)) {
            fleet = started;
            started.awaitHistory(Duration.ofDays(1));
            report(started);
            LedgerReport.lines(started.ledger()).forEach(say);
            if (settings.play().live()) {
                live(started);
                lastReport(started);
            }
        } catch (FleetRefusal e) {
            if (stop.getCount() > 0) {
                throw e;
            }
            say.accept(e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    /** Ends a run in order; false where there was nothing to end any more. */
    boolean stop() {
        if (ended.getCount() == 0) {
            return false;
        }
        stop.countDown();
        Fleet running = fleet;
        if (running != null) {
            running.stopHistory();
        }
        try {
            ended.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void live(Fleet fleet) throws IOException {
        try {
            while (!stop.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
                report(fleet);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lastReport(Fleet fleet) throws IOException {
        if (settings.where().report() != null) {
            fleet.pause(GRACE);
            report(fleet);
        }
    }

    private void report(Fleet fleet) throws IOException {
        Path file = settings.where().report();
        if (file != null) {
            SentLedger ledger = fleet.ledger();
            LedgerReport.write(ledger, file);
        }
    }

    private static FleetSettings settings(Options options, Consumer<String> say) {
        try {
            return new FleetSettings(where(options), story(options), play(options), Clocks.system(), say);
        } catch (IllegalArgumentException e) {
            throw new WrongOption(e.getMessage() == null ? "An option is wrong." : e.getMessage());
        }
    }

    private static FleetSettings.Where where(Options options) {
        Path deviceCa = Path.of(options.required("--device-ca"));
        Path trust = options.path("--trust");
        return new FleetSettings.Where(
                URI.create(options.required("--ingest")),
                deviceCa,
                Path.of(options.required("--state")),
                trust == null ? deviceCa.resolve("device-ca.pem") : trust,
                options.path("--report"),
                options.address("--providers"));
    }

    private static FleetSettings.Story story(Options options) {
        return new FleetSettings.Story(
                options.number("--seed", 42),
                options.count("--people", 100),
                options.days("--history", 90),
                options.until("--until", Population.ZONE, Clocks.system().instant()),
                options.count("--max-events", 0));
    }

    private static FleetSettings.Play play(Options options) {
        return new FleetSettings.Play(
                options.has("--live"),
                options.decimal("--speed", 1),
                options.decimal("--rate", FleetSettings.QUIET_RATE),
                options.share("--resend"));
    }
}
