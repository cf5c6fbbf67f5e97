package dev.toktra.gateway.routing;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body on its way: notes that it moves, and ends it with a failure when it is longer than allowed. */
final class BodyFilter implements ReadStream<Buffer> {

    private final ReadStream<Buffer> body;
    private final long longest;
    private final SilenceWatch watch;
    private @Nullable Handler<Throwable> failed;
    private long length;
    private boolean ended;
    private boolean paused;

    BodyFilter(ReadStream<Buffer> body, long longest, SilenceWatch watch) {
        this.body = body;
        this.longest = longest;
        this.watch = watch;
    }

    /** Whether more came than is allowed. */
    boolean tooLong() {
        return length > longest;
    }

    /** Whether the sender is the one that is waited for: there is more to come, and it would be taken. */
    boolean awaited() {
        return !ended && !paused;
    }

    @Override
    public BodyFilter handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : chunk -> take(chunk, handler));
        return this;
    }

    private void take(Buffer chunk, Handler<Buffer> handler) {
        watch.moved();
        length += chunk.length();
        if (!tooLong()) {
            handler.handle(chunk);
        } else if (failed != null) {
            Handler<Throwable> told = failed;
            failed = null;
            told.handle(new IllegalStateException("the body is longer than allowed"));
        }
    }

    @Override
    public BodyFilter endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(end -> {
            ended = true;
            watch.moved();
            if (handler != null && !tooLong()) {
                handler.handle(end);
            }
        });
        return this;
    }

    @Override
    public BodyFilter exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public BodyFilter pause() {
        paused = true;
        body.pause();
        return this;
    }

    @Override
    public BodyFilter resume() {
        paused = false;
        watch.moved();
        body.resume();
        return this;
    }

    @Override
    public BodyFilter fetch(long amount) {
        paused = false;
        watch.moved();
        body.fetch(amount);
        return this;
    }
}
