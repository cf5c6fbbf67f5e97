package dev.toktra.agent.fleet;

import dev.toktra.agent.sender.EventQueue;
import dev.toktra.agent.sender.SenderLink;
import dev.toktra.agent.sender.SenderSettings;
import dev.toktra.agent.sender.StreamSender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Drains many queues at full speed, some devices at a time. */
final class HistoryPlayer {

    private static final int DEVICES_AT_A_TIME = 8;

    private final Crew crew;
    private final SenderSettings settings;
    private final Queue<Work> left = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final Promise<Void> done = Promise.promise();
    private final ConcurrentHashMap<StreamSender, Boolean> senders = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    HistoryPlayer(Crew crew, SenderSettings settings) {
        this.crew = crew;
        this.settings = settings;
    }

    /** A device and the queue that it is to drain; making the queue may take a moment. */
    record Work(FleetDevice device, Callable<EventQueue> queue) {}

    /** Completes when every queue is empty; fails with words where some could not be emptied or it was stopped. */
    Future<Void> play(List<Work> work) {
        left.addAll(work);
        int starters = Math.min(DEVICES_AT_A_TIME, work.size());
        running.set(starters + 1);
        for (int i = 0; i < starters; i++) {
            next();
        }
        endOne();
        return done.future();
    }

    void stop() {
        stopped = true;
        left.clear();
        senders.keySet().forEach(StreamSender::stop);
    }

    private void next() {
        Work work = left.poll();
        if (work == null) {
            endOne();
            return;
        }
        SenderLink link = crew.link(work.device());
        crew.vertx()
                .executeBlocking(work.queue(), false)
                .compose(queue -> {
                    StreamSender sender = new StreamSender(queue, link, settings, crew.watch());
                    senders.put(sender, true);
                    Future<Void> drained = sender.drain().onComplete(any -> senders.remove(sender));
                    if (stopped) {
                        sender.stop();
                    }
                    return drained;
                })
                .onFailure(failure -> failures.add(work.device().device().hostname() + ": " + failure.getMessage()))
                .onComplete(any -> {
                    link.client().close();
                    next();
                });
    }

    private void endOne() {
        if (running.decrementAndGet() > 0) {
            return;
        }
        List<String> words = new ArrayList<>(failures);
        if (stopped) {
            done.tryFail(new FleetRefusal("The fleet was stopped; start it again with the same --state to go on."));
        } else if (words.isEmpty()) {
            done.tryComplete();
        } else {
            done.tryFail(new FleetRefusal(
                    words.size() + " devices could not send all of their events, first " + words.get(0)));
        }
    }
}
