package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** By how much devices' estimates are off; agents fetch it too. */
@Path("/v1/calibration")
@Tag(name = "Reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class CalibrationResource {

    private final Caller caller;
    private final CellStore cells;

    CalibrationResource(Caller caller, CellStore cells) {
        this.caller = caller;
        this.cells = cells;
    }

    @GET
    @Operation(
            operationId = "listCalibration",
            summary = "Lists the factors of estimates with their 80 % intervals; a combination without one has 1.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Factors.class)))
    public Uni<String> list() {
        ReconciliationResource.mayRead(caller);
        return cells.factors();
    }
}
