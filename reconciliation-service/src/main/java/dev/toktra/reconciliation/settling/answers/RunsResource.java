package dev.toktra.reconciliation.settling.answers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.QueryForms;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

/** Ranges that are kept as they were settled, with hashes that show whether anything changed since. */
@Path("/v1/reconciliation/runs")
@Tag(name = "Reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RunsResource {

    private static final int MOST_DAYS = 100;
    private static final Set<String> MEMBERS = Set.of("start_date", "end_date", "provider");

    private final Caller caller;
    private final RunStore runs;

    RunsResource(Caller caller, RunStore runs) {
        this.caller = caller;
        this.runs = runs;
    }

    @POST
    @Operation(
            operationId = "makeReconciliationRun",
            summary = "Keeps a range as it is settled now, with hashes of rules, inputs and result.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = RunShapes.Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RunShapes.Run.class)))
    public Uni<Response> make(JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return runs.make(wanted(body))
                .map(made -> Response.created(URI.create("/v1/reconciliation/runs/" + made.runId()))
                        .entity(made.body())
                        .build());
    }

    @GET
    @Operation(operationId = "listReconciliationRuns", summary = "Lists kept ranges, latest first.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunShapes.Page.class)))
    public Uni<String> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        ReconciliationResource.mayRead(caller);
        QueryReader query = new QueryReader();
        UUID before = query.read("cursor", cursor, QueryReader::uuid);
        int most = query.read("limit", limit, QueryReader.numberTo(100), 25);
        query.done();
        return runs.page(before, most);
    }

    @GET
    @Path("{run_id}")
    @Operation(
            operationId = "getReconciliationRun",
            summary = "Shows a kept range, what is stored of it now, and days of it settled again.",
            description =
                    "Days are settled again from what they were settled from when the run was made, and from what is"
                            + " there now: at most 7 (`start_date` and `end_date`, UTC days of the run), without either its first 7."
                            + " Nothing is written.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunShapes.Checked.class)))
    public Uni<String> get(
            @PathParam("run_id") String runId,
            @QueryParam("start_date") @Nullable String startDate,
            @QueryParam("end_date") @Nullable String endDate) {
        ReconciliationResource.mayRead(caller);
        QueryReader query = new QueryReader();
        RunDays.Asked asked = new RunDays.Asked(
                query.read("start_date", startDate, QueryForms::day), query.read("end_date", endDate, QueryForms::day));
        if (!asked.isPossible()) {
            query.refuse("start_date", startDate, "must make a range of 1 to " + RunDays.MOST + " days with end_date");
        }
        query.done();
        return runs.check(caller.org(), run(runId), asked);
    }

    private static UUID run(String runId) {
        try {
            return QueryReader.uuid(runId);
        } catch (IllegalArgumentException e) {
            throw Problems.notFound("run");
        }
    }

    private RunStore.Wanted wanted(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                errors.add(new FieldError("/" + name, "is not known"));
            }
        });
        LocalDate start = date(body, "start_date", errors);
        LocalDate end = date(body, "end_date", errors);
        JsonNode provider = body.path("provider");
        if (!provider.isMissingNode() && !provider.isNull() && !provider.isTextual()) {
            errors.add(new FieldError("/provider", "must be a text"));
        }
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (errors.isEmpty() && (days < 1 || days > MOST_DAYS)) {
            errors.add(new FieldError("/start_date", "must make a range of 1 to " + MOST_DAYS + " days"));
        }
        if (!errors.isEmpty()) {
            throw Problem.badRequest("The body has members with wrong values.").with(errors);
        }
        return new RunStore.Wanted(caller.org(), caller.subject(), start, end, provider.asText(null));
    }

    private static LocalDate date(JsonNode body, String name, List<FieldError> errors) {
        try {
            return QueryForms.day(body.path(name).asText());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/" + name, String.valueOf(e.getMessage())));
            return LocalDate.EPOCH;
        }
    }
}
