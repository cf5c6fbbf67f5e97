package dev.toktra.reconciliation.settling.naming.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.settling.naming.ReadingGuard;
import dev.toktra.reconciliation.settling.naming.models.AliasMapper.Wanted;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Administrators' rules for names of models, before those that are built in. */
@Path("/v1/models/aliases")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AliasResource {

    private static final String THING = "alias";

    private final Caller caller;
    private final AliasStore store;
    private final Clock clock;

    AliasResource(Caller caller, AliasStore store, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listModelAliases",
            summary = "Lists the rules that administrators added for models' names.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AliasMapper.Page.class)))
    public Uni<AliasMapper.Page> list(
            @BeanParam PageParameters page, @QueryParam("provider") @Nullable String provider) {
        ReadingGuard.mayRead(caller);
        int limit = page.limit();
        QueryReader query = new QueryReader();
        String of = query.read("provider", provider, QueryReader.textTo(100));
        query.done();
        return store.list(page.after(), limit + 1, of).map(found -> {
            boolean more = found.items().size() > limit;
            List<AliasMapper.Shown> items =
                    found.items().stream().limit(limit).map(AliasMapper::shown).toList();
            String next = more ? items.get(limit - 1).aliasId().toString() : null;
            return new AliasMapper.Page(items, next, more, found.total());
        });
    }

    @GET
    @Path("{alias_id}")
    @Operation(operationId = "getModelAlias", summary = "Shows an alias; its ETag is for changing it.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AliasMapper.Shown.class)))
    public Uni<Response> get(@PathParam("alias_id") String aliasId) {
        ReadingGuard.mayRead(caller);
        return store.find(Problems.id(aliasId, THING)).map(found -> answer(Response.ok(), found));
    }

    @POST
    @Operation(
            operationId = "addModelAlias",
            summary = "Adds an alias; days that it concerns are summed and settled anew soon.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = AliasMapper.Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AliasMapper.Shown.class)))
    public Uni<Response> add(JsonNode body) {
        caller.requireRole(Role.ADMIN);
        Wanted wanted = AliasMapper.fresh(body);
        return store.add(row(UuidCreator.getTimeOrderedEpoch(), wanted, 1))
                .map(made -> answer(Response.created(URI.create("/v1/models/aliases/" + made.aliasId())), made));
    }

    @PATCH
    @Path("{alias_id}")
    @Operation(operationId = "changeModelAlias", summary = "Changes what is named in the body.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = AliasMapper.Wanted.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AliasMapper.Shown.class)))
    public Uni<Response> change(
            @PathParam("alias_id") String aliasId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            JsonNode body) {
        caller.requireRole(Role.ADMIN);
        Precondition precondition = Precondition.of(THING, ifMatch);
        return store.change(Problems.id(aliasId, THING), now -> {
                    precondition.check(now.version());
                    return row(now.aliasId(), AliasMapper.changed(body, now), now.version() + 1);
                })
                .map(changed -> answer(Response.ok(), changed));
    }

    @DELETE
    @Path("{alias_id}")
    @Operation(operationId = "deleteModelAlias", summary = "Deletes an alias: the rules that are left decide.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "204")
    public Uni<Void> delete(
            @PathParam("alias_id") String aliasId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        caller.requireRole(Role.ADMIN);
        Precondition precondition = Precondition.of(THING, ifMatch);
        return store.delete(Problems.id(aliasId, THING), now -> precondition.check(now.version()));
    }

    private AliasRow row(UUID id, Wanted wanted, long version) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new AliasRow(id, wanted.provider(), wanted.pattern(), wanted.canonical(), version, now);
    }

    private static Response answer(Response.ResponseBuilder answer, AliasRow alias) {
        return answer.entity(AliasMapper.shown(alias))
                .header(HttpHeaders.ETAG, Precondition.etag(alias.version()))
                .build();
    }
}
