package dev.toktra.agent.sender;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends one stream, one batch at a time; everything below runs on one Vert.x context. */
public final class StreamSender {

    private static final long NOTHING_WAITS = -1;

    private final EventQueue queue;
    private final SenderLink link;
    private final SenderSettings settings;
    private final DeliveryWatch watch;
    private final Context context;
    private final Promise<Void> ended = Promise.promise();
    private @Nullable Delivery delivery;
    private boolean untilEmpty;
    private boolean busy;
    private boolean stopped;
    private long timer = -1;
    private long waitingSince = NOTHING_WAITS;

    public StreamSender(EventQueue queue, SenderLink link, SenderSettings settings, DeliveryWatch watch) {
        this.queue = queue;
        this.link = link;
        this.settings = settings;
        this.watch = watch;
        this.context = link.vertx().getOrCreateContext();
    }

    /** Sends what waits and whatever comes, with heartbeats in between, until {@link #stop}. */
    public void start() {
        context.runOnContext(go -> look());
    }

    /** Sends what waits and ends. */
    public Future<Void> drain() {
        context.runOnContext(go -> {
            untilEmpty = true;
            look();
        });
        return ended.future();
    }

    /** Says that something was appended; call it from any thread. */
    public void wake() {
        context.runOnContext(go -> {
            if (!busy) {
                look();
            }
        });
    }

    /** Completes when a request under way was answered or waits for its next attempt no longer. */
    public Future<Void> stop() {
        context.runOnContext(go -> {
            stopped = true;
            if (delivery != null) {
                delivery.cancel();
            }
            if (!busy) {
                end(null);
            }
        });
        return ended.future().otherwiseEmpty();
    }

    /** Completes when the sender ended; fails with the reason where it could not go on. */
    public Future<Void> ended() {
        return ended.future();
    }

    private void look() {
        if (stopped || ended.future().isComplete()) {
            end(null);
            return;
        }
        cancelTimer();
        busy = true;
        link.vertx()
                .executeBlocking(queue::waiting, false)
                .onSuccess(this::plan)
                .onFailure(this::end);
    }

    private void plan(long waiting) {
        if (stopped) {
            end(null);
        } else if (waiting > 0) {
            long wait = waiting >= settings.limit().maxEvents() || untilEmpty ? 0 : lingerLeft();
            if (wait > 0) {
                rest(wait, this::look);
            } else {
                waitingSince = NOTHING_WAITS;
                send();
            }
        } else if (untilEmpty) {
            end(null);
        } else {
            rest(settings.heartbeat().toMillis(), this::heartbeat);
        }
    }

    private long lingerLeft() {
        long now = link.clock().millis();
        if (waitingSince == NOTHING_WAITS || waitingSince > now) {
            waitingSince = now;
        }
        return waitingSince + settings.linger().toMillis() - now;
    }

    private void send() {
        link.vertx()
                .executeBlocking(() -> queue.next(settings.limit()), false)
                .compose(batch -> {
                    if (batch.isEmpty()) {
                        return Future.<Void>succeededFuture();
                    }
                    Delivery carrying = new Delivery(queue, link, settings, watch);
                    delivery = carrying;
                    return carrying.deliver(batch);
                })
                .onSuccess(any -> {
                    delivery = null;
                    look();
                })
                .onFailure(this::end);
    }

    private void heartbeat() {
        busy = true;
        link.vertx()
                .executeBlocking(queue::nextSeq, false)
                .compose(next -> link.client()
                        .post(BatchBody.gzipped(
                                queue.streamId(), next, link.clock().instant(), List.of()))
                        .map(answer -> Verdict.of(answer, next - 1, link.clock().instant())))
                .onSuccess(verdict -> {
                    if (verdict instanceof Verdict.Stop stop) {
                        end(new SenderStopped(stop.why()));
                    } else {
                        look();
                    }
                })
                .onFailure(this::end);
    }

    private void rest(long millis, Runnable then) {
        busy = false;
        timer = link.vertx().setTimer(Math.max(1, millis), fired -> {
            timer = -1;
            then.run();
        });
    }

    private void cancelTimer() {
        if (timer >= 0) {
            link.vertx().cancelTimer(timer);
            timer = -1;
        }
    }

    private void end(@Nullable Throwable cause) {
        busy = false;
        cancelTimer();
        if (cause == null) {
            ended.tryComplete();
        } else {
            stopped = true;
            ended.tryFail(cause);
        }
    }
}
