package dev.toktra.callerscope;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the gateway for the keys with which it signs caller tokens. */
@Singleton
class GatewayKeysClient {

    private static final String PATH = "/.well-known/jwks.json";

    private final HttpClient http;
    private final String address;
    private final Duration timeout;

    GatewayKeysClient(Vertx vertx, CallerConfig config, @ConfigProperty(name = "toktra.gateway.url") String gateway) {
        URI uri = URI.create(gateway);
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException("toktra.gateway.url must be an http or https address: " + gateway);
        }
        this.http = vertx.createHttpClient();
        this.address = gateway.replaceAll("/+$", "") + PATH;
        this.timeout = config.keyTimeout();
    }

    /** The keys by id; fails where the gateway does not answer in time with a key set. */
    Uni<Map<String, PublicKey>> fetch() {
        return http.request(new RequestOptions()
                        .setAbsoluteURI(address)
                        .setMethod(HttpMethod.GET)
                        .setTimeout(timeout.toMillis()))
                .flatMap(request -> request.send())
                .flatMap(GatewayKeysClient::body)
                .map(body -> KeySet.parse(body.toString()))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Uni.createFrom()
                        .failure(new IllegalStateException(
                                "the gateway answered its keys with status " + response.statusCode()));
    }
}
