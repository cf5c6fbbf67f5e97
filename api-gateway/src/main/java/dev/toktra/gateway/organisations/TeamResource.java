package dev.toktra.gateway.organisations;

import dev.toktra.callerscope.Caller;
import dev.toktra.events.UnitState;
import dev.toktra.events.UnitState.Kind;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Deed;
import dev.toktra.gateway.conventions.IdempotencyStore;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.conventions.Made;
import dev.toktra.gateway.conventions.PageFilter;
import dev.toktra.gateway.conventions.ReplyMapper;
import dev.toktra.gateway.conventions.Window;
import dev.toktra.gateway.organisations.UnitMapper.Team;
import dev.toktra.gateway.organisations.UnitMapper.TeamBody;
import dev.toktra.gateway.organisations.UnitMapper.TeamList;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The teams of the caller's organisation, each in a department. */
@Path("/v1/teams")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TeamResource {

    private final Caller caller;
    private final UnitStore units;
    private final IdempotencyStore idempotency;

    TeamResource(Caller caller, UnitStore units, IdempotencyStore idempotency) {
        this.caller = caller;
        this.units = units;
        this.idempotency = idempotency;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(operationId = "listTeams", summary = "Teams in the order in which they were added; as CSV all of them")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TeamList.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> list(@BeanParam PageFilter page, @Context HttpHeaders headers) {
        Window window = page.window(headers);
        return units.list(caller.org(), Kind.TEAM, window)
                .map(found -> ReplyMapper.list(window, found, Team::of, UnitMapper::teamTable));
    }

    @GET
    @Path("/{team_id}")
    @Operation(operationId = "getTeam", summary = "One team")
    public Uni<Team> get(@PathParam("team_id") String id) {
        return units.get(caller.org(), Kind.TEAM, Inputs.pathId(id, "team")).map(Team::of);
    }

    @POST
    @Operation(operationId = "createTeam", summary = "Adds a team")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Team.class)))
    public Uni<Response> create(TeamBody body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        UnitDraft draft = UnitMapper.draft(body, true);
        Deed deed = new Deed(caller.org(), caller.subject(), idempotencyKey, "POST /v1/teams", body);
        return idempotency
                .once(deed, () -> units.add(caller.org(), draft).map(TeamResource::made))
                .map(ReplyMapper::response);
    }

    private static Made made(UnitState unit) {
        return Made.of("/v1/teams/" + unit.unitId(), Team.of(unit));
    }

    @PATCH
    @Path("/{team_id}")
    @Operation(operationId = "changeTeam", summary = "Renames or moves a team")
    public Uni<Team> change(@PathParam("team_id") String id, TeamBody body) {
        UnitDraft draft = UnitMapper.draft(body, false);
        return units.change(caller.org(), Inputs.pathId(id, "team"), draft).map(Team::of);
    }
}
