package dev.toktra.agent.sender;

import dev.toktra.agent.event.StreamEntry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Carries one batch until each of its entries is settled; runs on its sender's context. */
final class Delivery {

    private final EventQueue queue;
    private final SenderLink link;
    private final SenderSettings settings;
    private final DeliveryWatch watch;
    private final Deque<List<StreamEntry>> parts = new ArrayDeque<>();
    private final Promise<Void> done = Promise.promise();
    private int failures;
    private boolean cancelled;
    private long timer = -1;

    Delivery(EventQueue queue, SenderLink link, SenderSettings settings, DeliveryWatch watch) {
        this.queue = queue;
        this.link = link;
        this.settings = settings;
        this.watch = watch;
    }

    /** Completes when all is settled; fails when the device is revoked, the queue broke or it was cancelled. */
    Future<Void> deliver(List<StreamEntry> batch) {
        parts.push(batch);
        attempt();
        return done.future();
    }

    /** Gives up waiting; a request under way is let go. */
    void cancel() {
        cancelled = true;
        if (timer >= 0 && link.vertx().cancelTimer(timer)) {
            done.tryFail(new SenderStopped("stopped while waiting to send again"));
        }
    }

    private void attempt() {
        List<StreamEntry> part = parts.peek();
        if (part == null) {
            done.tryComplete();
        } else if (cancelled) {
            done.tryFail(new SenderStopped("stopped"));
        } else {
            post(part).onSuccess(answer -> judge(part, answer)).onFailure(done::tryFail);
        }
    }

    private Future<Answer> post(List<StreamEntry> part) {
        return link.vertx()
                .executeBlocking(
                        () -> BatchBody.gzipped(
                                queue.streamId(),
                                part.get(0).seq(),
                                link.clock().instant(),
                                part),
                        false)
                .compose(link.client()::post);
    }

    private void judge(List<StreamEntry> part, Answer answer) {
        long lastSeq = part.get(part.size() - 1).seq();
        Verdict verdict = Verdict.of(answer, lastSeq, link.clock().instant());
        if (verdict instanceof Verdict.Accepted accepted) {
            settle(part, accepted);
        } else if (verdict instanceof Verdict.Refused refused) {
            refuse(part, refused.refusal());
        } else if (verdict instanceof Verdict.TryAgain again) {
            waitAndTryAgain(again);
        } else if (verdict instanceof Verdict.Stop stop) {
            done.tryFail(new SenderStopped(stop.why()));
        }
    }

    private void settle(List<StreamEntry> part, Verdict.Accepted accepted) {
        boolean again = settings.resendShare() > 0 && link.random().nextDouble() < settings.resendShare();
        Future<?> resent = again ? post(part).onComplete(any -> watch.sentAgain(queue.streamId(), part.size())) : null;
        Future<?> before = resent == null ? Future.succeededFuture() : resent.otherwiseEmpty();
        before.compose(any -> blocking(() -> queue.accepted(part, accepted.rejected())))
                .onSuccess(any -> {
                    watch.accepted(queue.streamId(), part.size());
                    goOn();
                })
                .onFailure(done::tryFail);
    }

    private void refuse(List<StreamEntry> part, Refusal refusal) {
        if (part.size() > 1) {
            int half = part.size() / 2;
            parts.pop();
            parts.push(part.subList(half, part.size()));
            parts.push(part.subList(0, half));
            attempt();
            return;
        }
        StreamEntry refused = part.get(0);
        blocking(() -> queue.giveUp(refused, refusal))
                .onSuccess(any -> {
                    watch.gaveUp(queue.streamId(), refused.seq(), refusal);
                    goOn();
                })
                .onFailure(done::tryFail);
    }

    private void goOn() {
        failures = 0;
        parts.pop();
        attempt();
    }

    private void waitAndTryAgain(Verdict.TryAgain again) {
        failures++;
        Duration wait = settings.backoff().after(failures, again.notBefore(), link.random());
        watch.waits(queue.streamId(), wait, again.why());
        if (cancelled) {
            done.tryFail(new SenderStopped("stopped"));
            return;
        }
        timer = link.vertx().setTimer(Math.max(1, wait.toMillis()), fired -> {
            timer = -1;
            attempt();
        });
    }

    private Future<Void> blocking(Runnable work) {
        return link.vertx()
                .executeBlocking(
                        () -> {
                            work.run();
                            return null;
                        },
                        false);
    }
}
