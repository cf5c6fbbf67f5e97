package dev.toktra.agent.sender;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Set;

/** One device's connection to ingest: TLS 1.3, its own certificate, kept alive. */
public final class IngestClient implements AutoCloseable {

    private final WebClient client;
    private final long timeoutMillis;

    public IngestClient(Vertx vertx, IngestAddress address, DeviceCredential credential) {
        this.timeoutMillis = address.timeout().toMillis();
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setDefaultHost(address.uri().getHost())
                        .setDefaultPort(address.port())
                        .setSsl(true)
                        .setVerifyHost(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(address.trust().toString()))
                        .setKeyCertOptions(new DeviceKeyOptions(DeviceKeys.of(credential)))
                        .setConnectTimeout(5_000)
                        .setKeepAliveTimeout(120)
                        .setMaxPoolSize(1)
                        .setFollowRedirects(false)
                        .setUserAgent("toktra-agent/" + version()));
    }

    /** Posts a batch; always succeeds with what came of it. */
    Future<Answer> post(byte[] gzippedBody) {
        return client.post("/v1/events")
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Encoding", "gzip")
                .timeout(timeoutMillis)
                .sendBuffer(Buffer.buffer(gzippedBody))
                .map(IngestClient::answer)
                .otherwise(failure -> new Answer.None(words(failure)));
    }

    @Override
    public void close() {
        client.close();
    }

    private static Answer answer(HttpResponse<Buffer> response) {
        String body = response.bodyAsString();
        return new Answer.Http(response.statusCode(), response.getHeader("Retry-After"), body == null ? "" : body);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static String version() {
        String version = IngestClient.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
