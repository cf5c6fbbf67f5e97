package dev.toktra.callerscope;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** A resource of a service that uses the library. */
@Path("/probe")
public class ProbeResource {

    private final Caller caller;
    private final ProbeStore store;

    ProbeResource(Caller caller, ProbeStore store) {
        this.caller = caller;
        this.store = store;
    }

    @GET
    @Path("who")
    public Uni<String> who() {
        return Uni.createFrom().item(() -> caller.org() + " " + caller.subject() + " " + caller.reach());
    }

    @GET
    @Path("blocking")
    public String blocking() {
        return caller.org().toString();
    }

    @GET
    @Path("admin")
    public Uni<String> admin() {
        caller.requireRole(Role.ADMIN);
        return Uni.createFrom().item("welcome");
    }

    @GET
    @Path("open")
    @WithoutCaller("nothing: it says hello to everyone")
    public Uni<String> open() {
        return Uni.createFrom().item("hello");
    }

    @GET
    @Path("rows")
    public Uni<String> rows() {
        return store.labels().map(labels -> String.join(",", labels));
    }

    /** What every service has. */
    static final class ClockProducer {

        @Produces
        @Singleton
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
