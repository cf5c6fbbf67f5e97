package dev.toktra.gateway.routing;

import dev.toktra.problem.Problem;
import dev.toktra.problem.ProblemBody;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back: what passes, for how long, and what is said when it fails. */
final class PassageFilter implements ProxyInterceptor {

    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final Errand errand;
    private final SilenceWatch watch;
    private final GatewayMetrics metrics;
    private @Nullable BodyFilter sent;
    private @Nullable HttpClientRequest request;
    private @Nullable Problem givenUp;
    private boolean answered;
    private boolean over;

    /**
     * What to carry where.
     *
     * @param callerToken who calls, for the service
     * @param longestBody in bytes
     */
    record Errand(Target target, String callerToken, String requestId, long longestBody) {}

    PassageFilter(Vertx vertx, Errand errand, SilenceWatch watch, GatewayMetrics metrics) {
        this.vertx = vertx;
        this.errand = errand;
        this.watch = watch;
        this.metrics = metrics;
    }

    /** Notes the connection to the service, once there is one. */
    HttpClientRequest connected(HttpClientRequest connected) {
        request = connected;
        watch.moved();
        return connected;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest outward = context.request();
        outward.setURI(address(outward.proxiedRequest()));
        HeaderFilter.toService(outward.headers());
        outward.putHeader("Authorization", "Bearer " + errand.callerToken());
        outward.putHeader(RequestId.HEADER, errand.requestId());
        Body body = outward.getBody();
        sent = new BodyFilter(body.stream(), errand.longestBody(), watch);
        outward.setBody(Body.body(sent, body.length()));
        lookAgain(watch.millisLeft());
        return context.sendRequest()
                .map(response -> arrived(context, response))
                .recover(failure -> Future.succeededFuture(said(context, problemOf(failure))));
    }

    /** Path and query as they were looked up, also if the caller wrote a whole URL. */
    private static String address(HttpServerRequest inward) {
        return inward.query() == null ? inward.path() : inward.path() + '?' + inward.query();
    }

    private ProxyResponse arrived(ProxyContext context, ProxyResponse response) {
        answered = true;
        watch.moved();
        if (response.getStatusCode() == UNAUTHORIZED) {
            response.release();
            metrics.originFailed(errand.target(), "refused-token");
            return said(context, Problem.ofStatus(502, "The service did not take the gateway's word for who calls."));
        }
        HeaderFilter.toCaller(response.headers());
        Body body = response.getBody();
        response.setBody(Body.body(new BodyFilter(body.stream(), Long.MAX_VALUE, watch), body.length()));
        return response;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        return context.sendResponse().onComplete(done -> {
            over = true;
            LingerFilter.answered(vertx, context.request().proxiedRequest());
        });
    }

    private void lookAgain(long millis) {
        vertx.setTimer(millis, waited -> {
            if (over) {
                return;
            }
            long left = watch.millisLeft();
            if (left > 0) {
                lookAgain(left);
            } else {
                giveUp();
            }
        });
    }

    private void giveUp() {
        boolean callerAwaited = !answered && sent != null && sent.awaited();
        givenUp = callerAwaited
                ? Problem.ofStatus(408, "The rest of the body did not arrive in time.")
                : Problem.ofStatus(504, "The service that answers this did not answer in time.");
        metrics.originFailed(errand.target(), callerAwaited ? "caller-silent" : "silent");
        if (request != null) {
            request.reset(0, new TimeoutException("silent"));
        }
    }

    private Problem problemOf(Throwable failure) {
        if (givenUp != null) {
            return givenUp;
        }
        if (sent != null && sent.tooLong()) {
            return Problem.ofStatus(413, "The body is larger than this address takes.");
        }
        boolean late = failure instanceof TimeoutException || failure instanceof ConnectTimeoutException;
        metrics.originFailed(errand.target(), late ? "connect-timeout" : "unreachable");
        return late
                ? Problem.ofStatus(504, "The service that answers this could not be reached in time.")
                : Problem.ofStatus(502, "The service that answers this cannot be reached.");
    }

    private static ProxyResponse said(ProxyContext context, Problem problem) {
        String path = context.request().proxiedRequest().path();
        ProxyResponse response = context.request().release().response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        return response.putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
                .setBody(Body.body(Buffer.buffer(problem.body(path).json())));
    }
}
