package dev.toktra.reconciliation.providers.connections;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.providers.connections.rules.Connection;
import dev.toktra.reconciliation.repeats.Answer;
import dev.toktra.reconciliation.repeats.Repeatable;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The connections to providers of the caller's organisation. */
@Path("/v1/providers")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConnectionResource {

    /** What a program needs for reading them. */
    public static final String READ = "connections:read";

    private final Caller caller;
    private final Connections connections;
    private final ConnectionChecks checks;

    ConnectionResource(Caller caller, Connections connections, ConnectionChecks checks) {
        this.caller = caller;
        this.connections = connections;
        this.checks = checks;
    }

    @GET
    @Operation(operationId = "listProviders", summary = "Lists connections to providers and how their reading goes.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShownConnection.Page.class)))
    public Uni<ShownConnection.Page> list(@BeanParam PageParameters page) {
        mayRead(caller);
        return connections.list(page);
    }

    @GET
    @Path("{connection_id}")
    @Operation(operationId = "getProvider", summary = "Shows a connection; its ETag is for changing it.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownConnection.class)))
    public Uni<Response> get(@PathParam("connection_id") String connectionId) {
        mayRead(caller);
        return connections.get(connectionId).map(found -> answer(Response.ok(), found));
    }

    @POST
    @Operation(operationId = "addProvider", summary = "Adds a connection; its secret is kept sealed and never shown.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownConnection.Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShownConnection.class)))
    public Uni<Response> add(
            @HeaderParam(Repeatable.HEADER)
                    @Parameter(
                            description = "Sent again with the same key and body within a day, the first answer comes")
                    @Nullable
                    String key,
            JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return connections
                .add(body, Repeatable.of("POST /v1/providers", key, body.toString()))
                .map(Answer::response);
    }

    @PATCH
    @Path("{connection_id}")
    @Operation(
            operationId = "changeProvider",
            summary = "Changes what is named in the body; a changed address needs the secret again.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownConnection.Wanted.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownConnection.class)))
    public Uni<Response> change(
            @PathParam("connection_id") String connectionId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return connections
                .change(connectionId, Precondition.of("connection", ifMatch), body)
                .map(changed -> answer(Response.ok(), changed));
    }

    @DELETE
    @Path("{connection_id}")
    @Operation(
            operationId = "deleteProvider",
            summary = "Forgets the secret and stops reading; figures that were read stay.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "204")
    public Uni<Void> delete(
            @PathParam("connection_id") String connectionId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        caller.requireRole(Role.ADMIN);
        return connections.delete(connectionId, Precondition.of("connection", ifMatch));
    }

    @POST
    @Path("{connection_id}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "testProvider",
            summary = "Asks the provider as little as proves that usage can be read, and says what is wrong.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShownConnection.Tested.class)))
    public Uni<ShownConnection.Tested> test(@PathParam("connection_id") String connectionId) {
        caller.requireRole(Role.ADMIN);
        return checks.check(caller.org(), id(connectionId));
    }

    /** A connection's id in an address. */
    public static UUID id(String text) {
        return Problems.id(text, "connection");
    }

    /** Persons who see all data, and programs that were allowed to. */
    public static void mayRead(Caller caller) {
        caller.requireRole(Role.ADMIN, Role.ANALYST);
        caller.requireScope(READ);
    }

    private Response answer(Response.ResponseBuilder answer, Connection connection) {
        return answer.entity(connections.shown(connection))
                .header(HttpHeaders.ETAG, Precondition.etag(connection.version()))
                .build();
    }
}
