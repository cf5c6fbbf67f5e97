package dev.toktra.agent.fleet;

import dev.toktra.agent.population.Population;
import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.SenderSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A fleet at work: first its history, then its life. A kill at any moment is fine: the next start goes on. */
public final class Fleet implements AutoCloseable {

    /** How long a request under way may still be answered when the fleet stops; what is not is sent again next time. */
    private static final int GRACE_SECONDS = 3;

    private static final long PROGRESS_MILLIS = 3_000;

    private final Crew crew;
    private final FleetPlan plan;
    private final FleetState state;
    private final HistoryPlayer history;
    private final CompletableFuture<Void> historyDone = new CompletableFuture<>();
    private volatile @Nullable LivePlayer live;
    private volatile @Nullable ProviderTeller teller;
    private volatile boolean closed;

    private Fleet(Crew crew, FleetPlan plan, FleetState state) {
        this.crew = crew;
        this.plan = plan;
        this.state = state;
        this.history = new HistoryPlayer(
                crew,
                SenderSettings.BACKFILL.withResendShare(crew.settings().play().resend()));
    }

    /**
     * Starts a fleet; it works on its own threads.
     *
     * @throws FleetRefusal with a sentence where it cannot do what the settings say
     */
    public static Fleet start(FleetSettings settings) {
        try {
            FleetState state = FleetState.hold(settings.where().state());
            Crew crew = null;
            boolean begun = false;
            try {
                FleetPlan plan = state.plan(settings);
                settings.say().accept(words(plan));
                crew = Crew.gather(settings, Population.of(plan.population()));
                Fleet fleet = new Fleet(crew, plan, state);
                fleet.begin();
                begun = true;
                return fleet;
            } finally {
                if (!begun) {
                    letGo(crew, state);
                }
            }
        } catch (IOException e) {
            throw new FleetRefusal("The fleet cannot start: " + e.getMessage());
        }
    }

    private static void letGo(@Nullable Crew crew, FleetState state) throws IOException {
        if (crew != null) {
            crew.close();
        }
        state.close();
    }

    public Population population() {
        return crew.population();
    }

    /** Returns when every event of the history was answered with 2xx. */
    public void awaitHistory(Duration atMost) {
        try {
            historyDone.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetRefusal("Waiting for the history was interrupted.");
        } catch (TimeoutException e) {
            throw new FleetRefusal("The history was not acknowledged within " + atMost.toSeconds() + " s: "
                    + crew.watch().acknowledged() + " events so far, "
                    + crew.watch().retries() + " retries.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new FleetRefusal(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        }
    }

    public boolean historyIsIn() {
        return historyDone.isDone() && !historyDone.isCompletedExceptionally();
    }

    /** What was acknowledged by 2xx so far, of this and of earlier runs. */
    public SentLedger ledger() {
        LivePlayer playing = live;
        return FleetLedger.of(crew, playing == null ? List.of() : playing.devices());
    }

    /**
     * Makes no more events and returns when every spooled one is acknowledged; {@link #resume} goes on.
     *
     * @throws FleetRefusal where that takes longer
     */
    public void quiesce(Duration atMost) {
        if (!pause(atMost)) {
            throw new FleetRefusal("Not every event was acknowledged within " + atMost.toSeconds() + " s: "
                    + ledger().outstanding() + " are left.");
        }
    }

    /** Makes no more events and waits a while for the spooled ones; false where some were not acknowledged in time. */
    public boolean pause(Duration atMost) {
        LivePlayer playing = live;
        if (playing == null) {
            return true;
        }
        playing.pause();
        return playing.awaitEmpty(atMost);
    }

    /** Makes events again after {@link #quiesce}. */
    public void resume() {
        LivePlayer playing = live;
        if (playing != null) {
            playing.resume();
        }
    }

    /**
     * Sends a share of the old batches of the history again, same bounds and bytes, and returns when they are answered.
     *
     * @return how many events were sent again
     */
    public long resendHistory(double share) {
        AtomicLong resent = new AtomicLong();
        List<HistoryPlayer.Work> work = new ArrayList<>();
        for (HistoryTask task : tasks()) {
            work.add(new HistoryPlayer.Work(
                    task.device(),
                    () -> new ReplayQueue(
                            task,
                            task.entries(crew),
                            HistoryProgress.read(task.file()).settledThrough(),
                            share,
                            resent)));
        }
        new HistoryPlayer(crew, SenderSettings.BACKFILL)
                .play(work)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return resent.get();
    }

    /** Ends the history where it is; {@link #awaitHistory} then says so. */
    public void stopHistory() {
        history.stop();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ProviderTeller telling = teller;
        if (telling != null) {
            telling.close();
        }
        history.stop();
        boolean answered = historyDone
                .handle((done, failure) -> true)
                .completeOnTimeout(false, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (!answered) {
            historyDone.completeExceptionally(new FleetRefusal("The fleet was stopped before its history was in."));
        }
        try {
            LivePlayer playing = live;
            if (playing != null) {
                playing.close(GRACE_SECONDS);
            }
            crew.close();
            state.close();
        } catch (IOException e) {
            crew.settings().say().accept("The fleet did not stop in order: " + e.getMessage());
        }
    }

    private void begin() throws IOException {
        URI providers = crew.settings().where().providers();
        if (providers != null) {
            teller = ProviderTeller.start(crew.settings(), providers, state.providers(), plan);
        }
        List<HistoryTask> left = new ArrayList<>();
        for (HistoryTask task : tasks()) {
            if (!task.isComplete()) {
                left.add(task);
            }
        }
        List<HistoryPlayer.Work> work = left.stream()
                .map(task -> new HistoryPlayer.Work(task.device(), () -> queue(task)))
                .toList();
        HistoryMeter meter = HistoryMeter.of(crew, left);
        long timer = left.isEmpty() ? -1 : crew.vertx().setPeriodic(1, PROGRESS_MILLIS, tick -> sayProgress(meter));
        history.play(work)
                .onComplete(any -> crew.vertx().cancelTimer(timer))
                .onSuccess(any -> crew.vertx()
                        .executeBlocking(
                                () -> {
                                    goLive(meter);
                                    return null;
                                },
                                false)
                        .onFailure(historyDone::completeExceptionally))
                .onFailure(historyDone::completeExceptionally);
    }

    private void goLive(HistoryMeter meter) throws IOException {
        FleetWatch watch = crew.watch();
        crew.settings().say().accept(meter.done(watch.acknowledged(), watch.sentAgain()));
        if (crew.settings().play().live() && !closed) {
            Path file = state.livePosition();
            Instant now = crew.clock().instant();
            Instant told = LivePlayer.position(file).orElse(plan.until(now));
            Instant until = plan.until(now);
            LivePlayer player = new LivePlayer(crew, file, told.isAfter(until) ? told : until);
            player.open();
            live = player;
            crew.settings()
                    .say()
                    .accept("Playing live: " + crew.devices().size() + " devices of "
                            + crew.population().people().size() + " people.");
        }
        historyDone.complete(null);
    }

    private EventQueue queue(HistoryTask task) throws IOException {
        return new CountingQueue(
                new HistoryQueue(task.streamId(), task.entries(crew), task.file()),
                task.device().journal());
    }

    private List<HistoryTask> tasks() {
        List<HistoryTask> tasks = new ArrayList<>();
        for (HistoryPart part : plan.parts()) {
            crew.devices().forEach(device -> tasks.add(HistoryTask.of(crew.population(), device, part)));
        }
        return tasks;
    }

    private void sayProgress(HistoryMeter meter) {
        crew.settings().say().accept(meter.progress(crew.watch().acknowledged()));
    }

    private static String words(FleetPlan plan) {
        return "The fleet plays " + plan.population().people() + " people with seed "
                + plan.population().seed()
                + (plan.parts().isEmpty()
                        ? ", without history."
                        : "; history from " + plan.parts().get(0).from() + " until " + plan.until(Instant.EPOCH) + ".");
    }
}
