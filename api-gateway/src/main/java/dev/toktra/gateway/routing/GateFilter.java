package dev.toktra.gateway.routing;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.CallerSource;
import dev.toktra.gateway.routing.RateLimits.Share;
import dev.toktra.gateway.routing.Routes.Found;
import dev.toktra.problem.Problem;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What every request passes first: its address in the table, proof of who calls, the rate limit, the scope. */
@ApplicationScoped
public class GateFilter {

    private static final Logger LOG = Logger.getLogger(GateFilter.class);

    /** Before anything can fail, so that every answer has its id. */
    private static final int BEFORE_ALL = -1_000;

    /** After the limits on headers and bodies, before every resource. */
    private static final int AT_THE_GATE = 0;

    /** Ways of writing a path that a service might read as another path. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i)//|;|\\\\|%2f|%5c|%25|%00|/\\.{1,2}(/|$)");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Set<String> PUBLIC = Set.of("/.well-known/jwks.json");

    private final CallerSource callers;
    private final OriginClient origins;
    private final GatewayMetrics metrics;
    private final RoutingConfig config;
    private final RateLimits perCaller;
    private final RateLimits checks;
    private final RateLimits perSender;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only: who admits, forwards, counts and limits
    GateFilter(CallerSource callers, OriginClient origins, GatewayMetrics metrics, RoutingConfig config, Clock clock) {
        this.callers = callers;
        this.origins = origins;
        this.metrics = metrics;
        this.config = config;
        this.perCaller = new RateLimits(config.requestsPerMinute(), MINUTE, clock);
        this.checks = new RateLimits(config.checksPerSecond(), SECOND, clock);
        this.perSender = new RateLimits(config.failuresPerMinute(), MINUTE, clock);
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_ALL).handler(GateFilter::giveId);
        router.route().order(AT_THE_GATE).handler(this::ask);
    }

    private static void giveId(RoutingContext context) {
        String id = RequestId.of(context.request().getHeader(RequestId.HEADER));
        context.response().putHeader(RequestId.HEADER, id);
        context.next();
    }

    private void ask(RoutingContext context) {
        String path = context.request().path();
        if (path == null || AMBIGUOUS.matcher(path).find() || !path.equals(context.normalizedPath())) {
            turnAway(context, Problem.badRequest("The path is not written in its normal form."));
        } else if (PUBLIC.contains(path)) {
            context.next();
        } else {
            Found found = Routes.find(context.request().method().name(), path);
            if (found instanceof Found.Way way) {
                prove(context, way.route());
            } else {
                turnAway(context, problemOf(found));
            }
        }
    }

    private static Problem problemOf(Found found) {
        return found instanceof Found.OtherMethods other
                ? Problem.ofStatus(405, "This address takes " + other.allowed() + ".")
                        .withHeader("Allow", other.allowed())
                : Problem.notFound("There is nothing at this address.");
    }

    private void prove(RoutingContext context, Route route) {
        context.request().pause();
        UniHelper.toFuture(callers.callerOf(context))
                .onSuccess(caller -> admit(context, route, caller))
                .onFailure(failure -> unproven(context, failure));
    }

    private void unproven(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem) {
            metrics.refused("unproven");
            turnAway(context, problem);
        } else {
            LOG.warnf("Callers cannot be told apart now: %s", failure);
            fail(
                    context,
                    Problem.unavailable(
                            "directory-unavailable", "Callers cannot be recognised now.", Duration.ofSeconds(2)));
        }
    }

    private void admit(RoutingContext context, Route route, Caller caller) {
        Share share = (route.isCheck() ? checks : perCaller).take(caller.subject());
        tell(context, share);
        try {
            refuse(context.request(), route, caller, share);
            pass(context, route, caller);
        } catch (RuntimeException failure) {
            fail(context, failure);
        }
    }

    private void pass(RoutingContext context, Route route, Caller caller) {
        if (route.target() == Target.GATEWAY) {
            context.request().resume();
            context.next();
        } else {
            origins.forward(context, route.target(), caller);
        }
    }

    private void refuse(HttpServerRequest request, Route route, Caller caller, Share share) {
        if (!share.granted()) {
            throw limited(share);
        }
        if (!route.scope().allows(caller)) {
            metrics.refused("scope");
            throw Problem.forbidden("This needs the scope " + route.scope().word() + ".");
        }
        refuseCoding(request);
        if (route.target() == Target.GATEWAY) {
            refuseBody(request);
        }
    }

    private static void refuseCoding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll("Transfer-Encoding");
        if (!codings.isEmpty() && !(codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0)))) {
            throw Problem.badRequest("The only Transfer-Encoding that is taken is chunked.");
        }
    }

    /** The gateway holds the bodies of its own addresses in memory, so they must say how long they are. */
    private void refuseBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (request.headers().contains("Transfer-Encoding")) {
            throw new Problem(411, "length-required", "Length required", "Send a Content-Length.");
        }
        if (length != null && Long.parseLong(length) > config.ownBodyBytes()) {
            throw Problem.ofStatus(413, "The body is larger than this address takes.");
        }
    }

    /** Answers someone who has not proven who they are; how often is limited by where it comes from. */
    private void turnAway(RoutingContext context, Problem problem) {
        Share share = perSender.take(sender(context.request()));
        tell(context, share);
        fail(context, share.granted() ? problem : limited(share));
    }

    private static String sender(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "" : SenderNetwork.of(host);
    }

    private Problem limited(Share share) {
        metrics.refused("rate");
        String period = share.period().equals(SECOND) ? "second" : "minute";
        return Problem.ofStatus(429, "More than " + share.limit() + " requests in a " + period + ".")
                .retryAfter(share.retryAfter());
    }

    private static void tell(RoutingContext context, Share share) {
        MultiMap headers = context.response().headers();
        headers.set("X-RateLimit-Limit", Integer.toString(share.limit()));
        headers.set("X-RateLimit-Remaining", Long.toString(share.remaining()));
        headers.set("X-RateLimit-Reset", Long.toString(share.resetSeconds()));
    }

    private static void fail(RoutingContext context, RuntimeException failure) {
        context.request().resume();
        context.addEndHandler(done -> LingerFilter.answered(context.vertx(), context.request()));
        context.fail(failure);
    }
}
