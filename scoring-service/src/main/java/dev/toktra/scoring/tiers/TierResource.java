package dev.toktra.scoring.tiers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.tiers.rules.Tier;
import dev.toktra.scoring.viewing.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Model access tiers: their models and people, and what administrators say instead of scores and settings. */
@Path("/v1/tiers")
@Tag(name = "Tiers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TierResource {

    /** What a program needs for reading them. */
    static final String READ = "scores:read";

    private static final int REASON_LENGTH = 500;

    private final Caller caller;
    private final TierStore tiers;
    private final OverrideStore overrides;
    private final TierRules rules;
    private final Clock clock;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    TierResource(Caller caller, TierStore tiers, OverrideStore overrides, TierRules rules, Clock clock) {
        this.caller = caller;
        this.tiers = tiers;
        this.overrides = overrides;
        this.rules = rules;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listTiers",
            summary =
                    "Lists the tiers with thresholds, models and how many active people have each; a lead's own departments only.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownTiers.class)))
    public Uni<ShownTiers> list() {
        caller.requireScope(READ);
        return tiers.tiers();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPersonTier", summary = "Shows a person's tier and what is missing to the next one.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @Parameter(name = "id", description = "the person's id")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownTier.class)))
    public Uni<ShownTier> get(@PathParam("id") String userId) {
        caller.requireScope(READ);
        return tiers.find(Problems.id(userId, "person"));
    }

    @GET
    @Path("{id}/history")
    @Operation(operationId = "listTierChanges", summary = "Lists what happened to a person's tier, who did it and why.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @Parameter(name = "id", description = "the person's id")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownTier.History.class)))
    public Uni<ShownTier.History> history(@PathParam("id") String userId, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        return tiers.history(Problems.id(userId, "person"), page);
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "setTierModels",
            summary = "Sets the models of a tier for the organisation, instead of those of the installation.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @Parameter(name = "id", description = "standard, advanced or premium")
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownTiers.WantedModels.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownTiers.Item.class)))
    public Uni<ShownTiers.Item> models(@PathParam("id") String name, JsonNode body) {
        caller.requireRole(Role.ADMIN);
        Tier tier = tier(name);
        TierBody.WantedModels wanted = TierBody.models(body);
        return overrides
                .models(tier, wanted)
                .map(at ->
                        new ShownTiers.Item(tier.wire(), rules.ladder().threshold(tier), wanted.patterns(), at, null));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "resetTierModels", summary = "Gives a tier the models of the installation again.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @Parameter(name = "id", description = "standard, advanced or premium")
    @APIResponse(responseCode = "204")
    public Uni<Void> usualModels(@PathParam("id") String name) {
        caller.requireRole(Role.ADMIN);
        return overrides.usualModels(tier(name));
    }

    @PUT
    @Path("overrides/{user_id}")
    @Operation(
            operationId = "setTierOverride",
            summary = "Gives a person a tier until a time, whatever the scores say; it ends by itself.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownTier.WantedOverride.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShownTier.Overridden.class)))
    public Uni<ShownTier.Overridden> set(@PathParam("user_id") String userId, JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return overrides
                .set(Problems.id(userId, "person"), TierBody.override(body, clock.instant(), rules.longestOverride()))
                .map(ShownTier.Overridden::of);
    }

    @DELETE
    @Path("overrides/{user_id}")
    @Operation(operationId = "removeTierOverride", summary = "Lets the scores decide again.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "204")
    public Uni<Void> remove(
            @PathParam("user_id") String userId,
            @Parameter(description = "why, for the history") @QueryParam("reason") @Nullable String reason) {
        caller.requireRole(Role.ADMIN);
        QueryReader query = new QueryReader();
        String why = query.read("reason", reason, QueryReader.textTo(REASON_LENGTH));
        query.done();
        return overrides.remove(Problems.id(userId, "override"), why);
    }

    private static Tier tier(String name) {
        return Tier.of(name).orElseThrow(() -> Problems.notFound("tier"));
    }
}
