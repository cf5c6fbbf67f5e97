package dev.toktra.gateway.routing;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Which headers pass. */
final class HeaderFilter {

    /** What a caller may tell a service; all else, above all whatever claims to say who calls, stays here. */
    private static final Set<String> TO_SERVICE = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "content-encoding",
            "content-length",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "range",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "user-agent");

    /** What a service cannot tell a caller: it is about the connection, or the gateway says it. */
    private static final Set<String> NOT_TO_CALLER = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "server",
            "set-cookie",
            "trailer",
            "upgrade",
            "www-authenticate",
            "x-ratelimit-limit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "x-request-id");

    private HeaderFilter() {}

    static void toService(MultiMap headers) {
        Set.copyOf(headers.names()).stream()
                .filter(name -> !TO_SERVICE.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(headers::remove);
    }

    static void toCaller(MultiMap headers) {
        NOT_TO_CALLER.forEach(headers::remove);
    }
}
