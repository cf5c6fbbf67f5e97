package dev.toktra.gateway.routing;

import dev.toktra.callerscope.Caller;
import dev.toktra.gateway.access.CallerTokens;
import dev.toktra.gateway.routing.PassageFilter.Errand;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Brings requests to the services and their answers back, as streams: nothing is held here. */
@ApplicationScoped
public class OriginClient {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Vertx vertx;
    private final CallerTokens tokens;
    private final GatewayMetrics metrics;
    private final RoutingConfig config;
    private final HttpClient client;
    private final long longestBody;
    private final Map<Target, RequestOptions> origins = new EnumMap<>(Target.class);

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only: who signs, counts, limits and where to
    OriginClient(
            Vertx vertx,
            CallerTokens tokens,
            GatewayMetrics metrics,
            RoutingConfig config,
            ServicesConfig services,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longestBody) {
        this.vertx = vertx;
        this.tokens = tokens;
        this.metrics = metrics;
        this.config = config;
        this.longestBody = longestBody.asLongValue();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(config.connectionsPerService()));
        services.services().forEach((key, place) -> put(key, URI.create(place.url())));
    }

    private void put(String key, URI uri) {
        boolean secure = "https".equals(uri.getScheme());
        for (Target target : Target.values()) {
            if (target.key().equals(key)) {
                origins.put(
                        target,
                        new RequestOptions()
                                .setHost(uri.getHost())
                                .setPort(uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS : HTTP)
                                .setSsl(secure)
                                .setConnectTimeout(config.connectWithin().toMillis()));
            }
        }
    }

    /** Brings an admitted request, which is paused, to the service. */
    void forward(RoutingContext context, Target target, Caller caller) {
        RequestOptions origin = origins.get(target);
        if (origin == null) {
            throw new IllegalStateException("no address of " + target.audience());
        }
        String token = tokens.token(caller, target.audience());
        Errand errand = new Errand(target, token, context.response().headers().get(RequestId.HEADER), longestBody);
        PassageFilter passage =
                new PassageFilter(vertx, errand, new SilenceWatch(config.silentFor(), System::nanoTime), metrics);
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(waiting -> client.request(new RequestOptions(origin)).map(passage::connected))
                .addInterceptor(passage)
                .handle(context.request());
    }
}
