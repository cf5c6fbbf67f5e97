package dev.toktra.reconciliation.settling.naming.owners;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.settling.naming.ReadingGuard;
import dev.toktra.reconciliation.settling.naming.owners.MappingMapper.Fresh;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Administrators' words on whose keys, deployments and projects of providers are. */
@Path("/v1/identity-mappings")
@Tag(name = "Identity mappings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MappingResource {

    private static final String THING = "identity mapping";

    private final Caller caller;
    private final MappingStore store;
    private final Clock clock;

    MappingResource(Caller caller, MappingStore store, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listIdentityMappings",
            summary = "Lists whose keys, deployments and projects administrators said they are.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MappingMapper.Page.class)))
    public Uni<MappingMapper.Page> list(
            @BeanParam PageParameters page, @QueryParam("provider") @Nullable String provider) {
        ReadingGuard.mayRead(caller);
        int limit = page.limit();
        String of = MappingMapper.provider(new QueryReader(), provider);
        return store.list(page.after(), limit + 1, of).map(found -> {
            boolean more = found.items().size() > limit;
            List<MappingMapper.Shown> items = found.items().stream()
                    .limit(limit)
                    .map(MappingMapper::shown)
                    .toList();
            String next = more ? items.get(limit - 1).mappingId().toString() : null;
            return new MappingMapper.Page(items, next, more, found.total());
        });
    }

    @GET
    @Path("{mapping_id}")
    @Operation(operationId = "getIdentityMapping", summary = "Shows a mapping; its ETag is for changing it.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MappingMapper.Shown.class)))
    public Uni<Response> get(@PathParam("mapping_id") String mappingId) {
        ReadingGuard.mayRead(caller);
        return store.find(Problems.id(mappingId, THING)).map(found -> answer(Response.ok(), found));
    }

    @POST
    @Operation(
            operationId = "addIdentityMapping",
            summary = "Says whose a key, deployment or project is; days that it concerns are settled anew soon.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = MappingMapper.Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MappingMapper.Shown.class)))
    public Uni<Response> add(JsonNode body) {
        caller.requireRole(Role.ADMIN);
        Fresh fresh = MappingMapper.fresh(body);
        return store.add(new MappingRow(UuidCreator.getTimeOrderedEpoch(), fresh.thing(), fresh.holder(), 1, now()))
                .map(made -> answer(Response.created(URI.create("/v1/identity-mappings/" + made.mappingId())), made));
    }

    @PATCH
    @Path("{mapping_id}")
    @Operation(
            operationId = "changeIdentityMapping",
            summary =
                    "Changes the owner or the days; to change the owner from a day on, end this mapping and add another.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = MappingMapper.Wanted.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MappingMapper.Shown.class)))
    public Uni<Response> change(
            @PathParam("mapping_id") String mappingId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            JsonNode body) {
        caller.requireRole(Role.ADMIN);
        Precondition precondition = Precondition.of(THING, ifMatch);
        return store.change(Problems.id(mappingId, THING), now -> {
                    precondition.check(now.version());
                    return new MappingRow(
                            now.mappingId(),
                            now.thing(),
                            MappingMapper.changed(body, now.holder()),
                            now.version() + 1,
                            now());
                })
                .map(changed -> answer(Response.ok(), changed));
    }

    @DELETE
    @Path("{mapping_id}")
    @Operation(
            operationId = "deleteIdentityMapping",
            summary = "Deletes a mapping as if it had never been; to end it, set valid_until.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "204")
    public Uni<Void> delete(
            @PathParam("mapping_id") String mappingId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        caller.requireRole(Role.ADMIN);
        Precondition precondition = Precondition.of(THING, ifMatch);
        return store.delete(Problems.id(mappingId, THING), now -> precondition.check(now.version()));
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Response answer(Response.ResponseBuilder answer, MappingRow mapping) {
        return answer.entity(MappingMapper.shown(mapping))
                .header(HttpHeaders.ETAG, Precondition.etag(mapping.version()))
                .build();
    }
}
