package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says before a call whether a person may use a model. */
@Path("/v1/model-access/check")
@Tag(name = "Tiers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccessResource {

    private final Caller caller;
    private final AccessStore accesses;

    AccessResource(Caller caller, AccessStore accesses) {
        this.caller = caller;
        this.accesses = accesses;
    }

    @POST
    @Operation(operationId = "checkModelAccess", summary = "Says whether a person may use a model, and why.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownTiers.Asked.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownTiers.Answer.class)))
    public Uni<ShownTiers.Answer> check(JsonNode body) {
        caller.requireScope(TierResource.READ);
        return accesses.check(TierBody.asked(body));
    }
}
