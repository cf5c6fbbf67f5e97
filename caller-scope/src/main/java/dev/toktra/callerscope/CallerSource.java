package dev.toktra.callerscope;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Says who makes a request. Unless a service has a bean of its own, it is the caller token of the gateway that says it.
 */
public interface CallerSource {

    /** The caller, without blocking; fails with a 401 problem where nothing valid proves one. */
    Uni<Caller> callerOf(RoutingContext request);
}
