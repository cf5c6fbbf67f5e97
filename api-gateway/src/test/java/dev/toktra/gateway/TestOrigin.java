package dev.toktra.gateway;

import dev.toktra.problem.Problem;
import dev.toktra.problem.ProblemBody;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;

/** A service behind the gateway, real HTTP: what it does is in the last part of the path. */
public final class TestOrigin implements AutoCloseable {

    private static final Buffer CHUNK = Buffer.buffer(new byte[64 * 1024]);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private boolean closed;

    /** A request as the service saw it. */
    public record Seen(String method, String uri, MultiMap headers) {}

    private TestOrigin(int port) {
        server = vertx.createHttpServer().requestHandler(this::answer).connectionHandler(connection -> {
            connections.incrementAndGet();
            connection.closeHandler(closed -> connections.decrementAndGet());
        });
        await(server.listen(port, "127.0.0.1"));
    }

    /** Starts at the address where the gateway looks for it. */
    public static TestOrigin start() {
        return start("reconciliation");
    }

    /** Starts as another service. */
    public static TestOrigin start(String service) {
        String url = ConfigProvider.getConfig().getValue("toktra.services." + service + ".url", String.class);
        return new TestOrigin(URI.create(url).getPort());
    }

    public Seen last() {
        return seen.get(seen.size() - 1);
    }

    public int requests() {
        return seen.size();
    }

    /** Bytes of bodies that arrived. */
    public long received() {
        return received.get();
    }

    /** Connections that are open now. */
    public int connections() {
        return connections.get();
    }

    private void answer(HttpServerRequest request) {
        seen.add(new Seen(
                request.method().name(),
                request.uri(),
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
        switch (request.path().substring(request.path().lastIndexOf('/') + 1)) {
            case "hang" -> request.handler(chunk -> received.addAndGet(chunk.length()));
            case "deaf" -> request.pause();
            case "drop" -> request.connection().close();
            case "refuse" -> request.response().setStatusCode(401).end("who?");
            case "half" -> request.response().setChunked(true).write("half of it");
            case "cut" -> cut(request);
            case "big" -> send(request, Long.parseLong(request.getParam("chunks")));
            case "drip" -> drip(request, 6);
            case "count" -> count(request);
            case "etag" -> etag(request);
            case "empty" -> request.response().setStatusCode(204).end();
            case "csv" ->
                request.response()
                        .putHeader("Content-Type", "text/csv;charset=utf-8")
                        .putHeader("Set-Cookie", "a=b")
                        .putHeader("X-RateLimit-Limit", "7")
                        .end("a,b\r\n1,\"x, y\"\r\n");
            default ->
                request.response().putHeader("Content-Type", "application/json").end("{\"ok\":true}");
        }
    }

    private void cut(HttpServerRequest request) {
        request.response()
                .putHeader("Content-Length", "1000")
                .write("short")
                .onComplete(written ->
                        vertx.setTimer(100, waited -> request.connection().close()));
    }

    private void send(HttpServerRequest request, long chunks) {
        request.response().setChunked(true);
        more(request, chunks);
    }

    private void more(HttpServerRequest request, long chunks) {
        if (chunks == 0) {
            request.response().end();
        } else {
            request.response().write(CHUNK).onSuccess(written -> more(request, chunks - 1));
        }
    }

    private void drip(HttpServerRequest request, int drops) {
        request.response().setChunked(true);
        vertx.setPeriodic(300, timer -> {
            if (request.response().bytesWritten() > drops) {
                vertx.cancelTimer(timer);
                request.response().end();
            } else {
                request.response().write("x");
            }
        });
    }

    private void count(HttpServerRequest request) {
        AtomicLong length = new AtomicLong();
        request.handler(chunk -> {
            length.addAndGet(chunk.length());
            received.addAndGet(chunk.length());
        });
        request.endHandler(end -> request.response().end(Long.toString(length.get())));
    }

    private static void etag(HttpServerRequest request) {
        request.response().putHeader("ETag", "\"v1\"");
        if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
            request.response().setStatusCode(304).end();
        } else if ("\"v0\"".equals(request.getHeader("If-Match"))) {
            request.response()
                    .setStatusCode(412)
                    .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                    .end(Problem.ofStatus(412, "It has changed.")
                            .body(request.path())
                            .json());
        } else {
            request.response().end("fresh");
        }
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            await(server.close());
            await(vertx.close());
        }
    }
}
