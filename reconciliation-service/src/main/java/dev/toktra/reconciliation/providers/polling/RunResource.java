package dev.toktra.reconciliation.providers.polling;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.providers.connections.ConnectionResource;
import dev.toktra.reconciliation.providers.connections.ConnectionStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the reading of a connection goes, and the wish to have it done now. */
@Path("/v1/providers/{connection_id}")
@Tag(name = "Providers")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private final Caller caller;
    private final ConnectionStore connections;
    private final RunPageStore runs;

    RunResource(Caller caller, ConnectionStore connections, RunPageStore runs) {
        this.caller = caller;
        this.connections = connections;
        this.runs = runs;
    }

    @GET
    @Path("runs")
    @Operation(operationId = "listProviderRuns", summary = "Lists the reads of a connection, latest first.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownRun.Page.class)))
    public Uni<ShownRun.Page> list(@PathParam("connection_id") String connectionId, @BeanParam PageParameters page) {
        ConnectionResource.mayRead(caller);
        UUID id = ConnectionResource.id(connectionId);
        int limit = page.limit();
        UUID after = page.after();
        return connections.find(id).chain(found -> runs.page(id, after, limit));
    }

    @POST
    @Path("poll")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "pollProvider",
            summary = "Has the last days and the names read as soon as a reader is free and the provider lets it.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ShownRun.Queued.class)))
    public Uni<Response> poll(@PathParam("connection_id") String connectionId) {
        caller.requireRole(Role.ADMIN);
        UUID id = ConnectionResource.id(connectionId);
        return connections
                .find(id)
                .chain(found -> runs.pollNow(id))
                .map(queued -> Response.accepted(new ShownRun.Queued(queued)).build());
    }
}
