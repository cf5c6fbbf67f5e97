package dev.toktra.agent.fleet;

import dev.toktra.agent.population.Population;
import dev.toktra.agent.population.ProviderBook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the provider simulator what the providers counted: first the history by days, then each hour when it begins, whole,
 * since the simulator shows of an hour only what is over. An hour that was told twice is the same.
 */
final class ProviderTeller implements AutoCloseable {

    private static final Duration PART = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_SECONDS = 30;
    private static final long FIRST_WAIT_SECONDS = 1;

    private final URI simulator;
    private final Path file;
    private final ProviderBook book;
    private final Clock clock;
    private final Consumer<String> say;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS_WITHIN)
            .build();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "fleet-providers");
        made.setDaemon(true);
        return made;
    });
    private ToldHours told;
    private boolean namesAreTold;
    private boolean historyIsTold;
    private long wait = FIRST_WAIT_SECONDS;

    private ProviderTeller(FleetSettings settings, URI simulator, Path file, Story story) {
        this.simulator = simulator;
        this.file = file;
        this.clock = settings.clock();
        this.say = settings.say();
        this.told = story.told();
        this.book = new ProviderBook(
                story.population(),
                new ProviderBook.Extra(
                        told.live(), settings.play().live() ? settings.play().rate() : 0));
    }

    private record Story(Population population, ToldHours told) {}

    /** A teller that goes on where the file says, else begins with the plan. */
    static ProviderTeller start(FleetSettings settings, URI simulator, Path file, FleetPlan plan) throws IOException {
        Instant now = settings.clock().instant();
        Instant begin = plan.parts().isEmpty() ? now : plan.parts().get(0).from();
        Instant live = plan.parts().isEmpty() ? now : plan.parts().get(0).until();
        ToldHours told = ToldHours.read(file).orElse(new ToldHours(live, begin.truncatedTo(ChronoUnit.HOURS)));
        ProviderTeller teller =
                new ProviderTeller(settings, simulator, file, new Story(Population.of(plan.population()), told));
        teller.thread.execute(teller::tell);
        return teller;
    }

    /** Tells what is missing and plans to look again; whatever goes wrong, the fleet goes on. */
    private void tell() {
        long next = LOOK_SECONDS;
        try {
            tellWhatIsMissing();
            wait = FIRST_WAIT_SECONDS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException e) {
            say.accept("The provider simulator at " + simulator + " was not told (" + e + "); tried again in " + wait
                    + " s.");
            next = wait;
            wait = Math.min(LOOK_SECONDS, 2 * wait);
            namesAreTold = false;
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::tell, next, TimeUnit.SECONDS);
        }
    }

    private void tellWhatIsMissing() throws IOException, InterruptedException {
        if (!namesAreTold) {
            put(ProviderBookJson.names(book.names()));
            namesAreTold = true;
        }
        Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
        while (told.until().isBefore(end)) {
            Instant until =
                    told.until().plus(PART).isAfter(end) ? end : told.until().plus(PART);
            put(ProviderBookJson.hours(book.hours(told.until(), until)));
            told = told.through(until);
            told.write(file);
        }
        if (!historyIsTold) {
            historyIsTold = true;
            say.accept("Providers know the history, until " + told.until() + ".");
        }
    }

    private void put(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve("/control/book"))
                .timeout(ANSWERS_WITHIN)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
