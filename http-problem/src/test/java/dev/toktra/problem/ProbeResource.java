package dev.toktra.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Fails in every way that a resource can. */
@Path("/probe")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

    /** A body with one field of each kind. */
    public record Order(String name, int count, LocalDate day, UUID id, Colour colour, List<Line> lines) {

        public Order {
            if (count < 0) {
                throw new IllegalArgumentException("count must not be negative");
            }
        }
    }

    /** A nested part. */
    public record Line(String text, long amount) {}

    /** A closed set. */
    public enum Colour {
        RED,
        GREEN
    }

    /** Parameters as a bean. */
    public static class Range {
        @QueryParam("start_date")
        public @Nullable String start;

        @RestQuery
        public @Nullable String until;
    }

    @POST
    @Path("orders")
    @Consumes(MediaType.APPLICATION_JSON)
    public String order(Order order) {
        return "\"ok\"";
    }

    @GET
    @Path("query")
    @QueryNames("further")
    public String query(@QueryParam("limit") @Nullable String limit, @BeanParam Range range) {
        return "\"ok\"";
    }

    @GET
    @Path("bug")
    public String bug() {
        throw new IllegalStateException("secret of dev.toktra.Inner");
    }

    @GET
    @Path("unavailable")
    public String unavailable() {
        throw Problem.unavailable("queue-away", "The queue is away.", Duration.ofMillis(1500));
    }

    @GET
    @Path("unauthorized")
    public String unauthorized() {
        throw new io.quarkus.security.UnauthorizedException("token abc");
    }

    @GET
    @Path("redirect")
    public String redirect() {
        throw new jakarta.ws.rs.RedirectionException(303, URI.create("/elsewhere"));
    }
}
