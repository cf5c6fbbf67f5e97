package dev.toktra.gateway.routing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends with callers who go on sending after they have their answer: what comes is thrown away, and not for long. */
final class LingerFilter {

    private static final long MILLIS = 2_000;

    private LingerFilter() {}

    /** To be called when the request has been answered. */
    static void answered(Vertx vertx, HttpServerRequest request) {
        if (!request.isEnded()) {
            vertx.setTimer(MILLIS, waited -> leave(request));
        }
    }

    private static void leave(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }
}
