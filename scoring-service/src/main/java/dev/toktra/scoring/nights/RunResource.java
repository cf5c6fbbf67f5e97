package dev.toktra.scoring.nights;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.viewing.PageParameters;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the nightly computation goes, and the wish to have it done now. */
@Path("/v1/scores/runs")
@Tag(name = "Scores")
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {

    private static final String READ = "scores:read";

    private final Caller caller;
    private final RunPageStore runs;

    RunResource(Caller caller, RunPageStore runs) {
        this.caller = caller;
        this.runs = runs;
    }

    @GET
    @Operation(operationId = "listScoreRuns", summary = "Lists the computations of nights, latest first.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownRun.Page.class)))
    public Uni<ShownRun.Page> list(@BeanParam PageParameters page) {
        mayRead();
        return runs.page(page.after(), page.limit());
    }

    @GET
    @Path("{run_id}")
    @Operation(operationId = "getScoreRun", summary = "Shows how far a computation is, part by part.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownRun.class)))
    public Uni<ShownRun> get(@PathParam("run_id") String runId) {
        mayRead();
        return runs.find(Problems.id(runId, "run"));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "computeScores",
            summary = "Computes everything of the last whole day anew; one computation of an organisation at a time.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ShownRun.class)))
    @APIResponse(responseCode = "409", description = "A computation is not finished yet.")
    public Uni<Response> compute() {
        caller.requireRole(Role.ADMIN);
        return runs.ask()
                .map(run -> Response.accepted(run)
                        .location(URI.create("/v1/scores/runs/" + run.runId()))
                        .build());
    }

    private void mayRead() {
        caller.requireRole(Role.ADMIN, Role.ANALYST);
        caller.requireScope(READ);
    }
}
