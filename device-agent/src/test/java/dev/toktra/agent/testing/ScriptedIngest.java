package dev.toktra.agent.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A real HTTPS server with client certificates that takes batches and answers by a script, then always well. */
public final class ScriptedIngest implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Queue<Function<Batch, Reply>> script = new ConcurrentLinkedQueue<>();
    private final Map<String, TreeMap<Long, String>> streams = new ConcurrentHashMap<>();
    private final List<Batch> batches = java.util.Collections.synchronizedList(new ArrayList<>());
    private final List<String> contradictions = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Batch, Reply> rule = Reply::accept;

    public ScriptedIngest(TestAuthority authority) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setPort(0)
                .setHost("127.0.0.1")
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(authority.directory().resolve("server.pem").toString())
                        .setKeyPath(authority.directory().resolve("server.key").toString()))
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(authority.trust().toString()));
        server = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body.getBytes())))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** One request as it arrived. */
    public record Batch(String device, String streamId, long firstSeq, List<String> events, int connection, long at) {

        public long lastSeq() {
            return firstSeq + events.size() - 1;
        }

        /** Whether both carry the same numbers of the same stream. */
        public boolean isSameAs(Batch other) {
            return streamId.equals(other.streamId) && firstSeq == other.firstSeq && lastSeq() == other.lastSeq();
        }
    }

    /** What the server does: it may keep the events and still answer badly or not at all. */
    public record Reply(boolean keeps, int status, String retryAfter, String body) {

        public static Reply accept(Batch batch) {
            return acceptThrough(batch.lastSeq(), "");
        }

        public static Reply acceptThrough(long seq, String rejected) {
            return new Reply(true, 200, "", "{\"accepted_through\":" + seq + ",\"rejected\":[" + rejected + "]}");
        }

        public static Reply status(int status) {
            return new Reply(false, status, "", "{\"title\":\"scripted\"}");
        }

        public Reply after(String retryAfter) {
            return new Reply(keeps, status, retryAfter, body);
        }

        /** Keeps the events and cuts the connection instead of answering. */
        public static Reply keepAndCut() {
            return new Reply(true, 0, "", "");
        }

        /** Neither keeps nor answers. */
        public static Reply hang() {
            return new Reply(false, -1, "", "");
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.actualPort());
    }

    /** The next request gets this; after the last one the rule decides. */
    public ScriptedIngest then(Function<Batch, Reply> step) {
        script.add(step);
        return this;
    }

    public void always(Function<Batch, Reply> always) {
        rule = always;
    }

    public List<Batch> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    /** What was kept of a stream: each number once. */
    public Map<Long, String> kept(String streamId) {
        TreeMap<Long, String> kept = streams.getOrDefault(streamId, new TreeMap<>());
        synchronized (kept) {
            return new TreeMap<>(kept);
        }
    }

    public Map<String, TreeMap<Long, String>> streams() {
        return streams;
    }

    /** Numbers that came a second time with other content. */
    public List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    private void take(HttpServerRequest request, byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(new GZIPInputStream(new ByteArrayInputStream(body)));
            List<String> events = new ArrayList<>();
            json.get("events").forEach(event -> events.add(event.toString()));
            Batch batch = new Batch(
                    device(request),
                    json.get("stream_id").asText(),
                    json.get("first_seq").asLong(),
                    events,
                    System.identityHashCode(request.connection()),
                    System.nanoTime());
            batches.add(batch);
            Function<Batch, Reply> step = script.poll();
            reply(request, batch, (step == null ? rule : step).apply(batch));
        } catch (IOException | CertificateParsingException e) {
            request.response().setStatusCode(500).end(e.toString());
        }
    }

    private void reply(HttpServerRequest request, Batch batch, Reply reply) {
        if (reply.keeps()) {
            keep(batch);
        }
        if (reply.status() == 0) {
            request.connection().close();
        } else if (reply.status() > 0) {
            request.response().setStatusCode(reply.status());
            if (!reply.retryAfter().isEmpty()) {
                request.response().putHeader("Retry-After", reply.retryAfter());
            }
            request.response().end(reply.body());
        }
    }

    private void keep(Batch batch) {
        TreeMap<Long, String> kept = streams.computeIfAbsent(batch.streamId(), id -> new TreeMap<>());
        synchronized (kept) {
            for (int i = 0; i < batch.events().size(); i++) {
                long seq = batch.firstSeq() + i;
                String before = kept.putIfAbsent(seq, batch.events().get(i));
                if (before != null && !before.equals(batch.events().get(i))) {
                    contradictions.add(batch.streamId() + " " + seq);
                }
            }
        }
    }

    private static String device(HttpServerRequest request) throws IOException, CertificateParsingException {
        X509Certificate certificate = (X509Certificate) request.sslSession().getPeerCertificates()[0];
        return String.valueOf(
                certificate.getSubjectAlternativeNames().iterator().next().get(1));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
