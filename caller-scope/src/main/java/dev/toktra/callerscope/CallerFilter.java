package dev.toktra.callerscope;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request through to its resource only if its caller is known, and makes that {@link Caller} injectable. */
@Singleton
public class CallerFilter {

    private static final String ATTRIBUTE = Caller.class.getName();

    private final CallerSource source;

    CallerFilter(CallerSource source) {
        this.source = source;
    }

    /** Runs before every resource method, on the event loop; never blocks it. */
    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHENTICATION)
    public Uni<Void> identify(ResourceInfo resource, RoutingContext request) {
        if (isOpen(resource)) {
            return Uni.createFrom().voidItem();
        }
        return source.callerOf(request)
                .invoke(caller -> request.put(ATTRIBUTE, caller))
                .replaceWithVoid();
    }

    private static boolean isOpen(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        return method.isAnnotationPresent(WithoutCaller.class)
                || resource.getResourceClass().isAnnotationPresent(WithoutCaller.class);
    }

    /** Makes the source when the service starts, so that a wrong setting of it stops the start. */
    void refuseWrongSettings(@Observes StartupEvent start) {
        ClientProxy.unwrap(source);
    }

    @Produces
    @RequestScoped
    Caller caller(CurrentVertxRequest current) {
        RoutingContext request = current.getCurrent();
        Caller caller = request == null ? null : request.get(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("no caller: not in a request, or in one that is open without a caller");
        }
        return caller;
    }
}
