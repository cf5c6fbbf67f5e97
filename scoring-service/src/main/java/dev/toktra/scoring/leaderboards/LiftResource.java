package dev.toktra.scoring.leaderboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.viewing.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Acts of privacy officers that let them see names for a while. */
@Path("/v1/leaderboard/lifts")
@Tag(name = "Leaderboard")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class LiftResource {

    private static final Set<String> MEMBERS = Set.of("department_id", "reason");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;

    private final Caller caller;
    private final LiftStore lifts;

    LiftResource(Caller caller, LiftStore lifts) {
        this.caller = caller;
        this.lifts = lifts;
    }

    @POST
    @Operation(
            operationId = "liftAnonymity",
            summary = "Lets the caller see names and single scores for a while, and records why.")
    @Extension(name = "x-roles", value = "[\"privacy_officer\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownLift.Wish.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShownLift.class)))
    public Uni<Response> lift(JsonNode body) {
        caller.requireRole(Role.PRIVACY_OFFICER);
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                errors.add(new FieldError("/" + name, "is not known"));
            }
        });
        UUID department = department(body, errors);
        String reason = reason(body, errors);
        if (!errors.isEmpty()) {
            throw Problem.badRequest("The body has members with wrong values.").with(errors);
        }
        return lifts.lift(department, reason)
                .map(lift ->
                        Response.status(Response.Status.CREATED).entity(lift).build());
    }

    @GET
    @Operation(
            operationId = "listAnonymityLifts",
            summary = "Lists who lifted anonymity, of what and why; latest first.")
    @Extension(name = "x-roles", value = "[\"admin\",\"privacy_officer\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownLift.Page.class)))
    public Uni<ShownLift.Page> list(@BeanParam PageParameters page) {
        caller.requireRole(Role.ADMIN, Role.PRIVACY_OFFICER);
        caller.requireScope("scores:read");
        return lifts.page(page.after(), page.limit());
    }

    private static @Nullable UUID department(JsonNode body, List<FieldError> errors) {
        JsonNode department = body.path("department_id");
        if (department.isMissingNode() || department.isNull()) {
            return null;
        }
        try {
            return QueryReader.uuid(department.asText());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/department_id", "must be a UUID or null"));
            return null;
        }
    }

    private static String reason(JsonNode body, List<FieldError> errors) {
        JsonNode reason = body.path("reason");
        String text = reason.isTextual() ? reason.asText().strip() : "";
        if (text.length() < SHORTEST || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError(
                    "/reason", "must be a text of " + SHORTEST + " to " + LONGEST + " printable characters"));
        }
        return text;
    }
}
