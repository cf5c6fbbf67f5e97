package dev.toktra.scoring.scores;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.ProblemBody;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.viewing.Csv;
import dev.toktra.scoring.viewing.Days;
import dev.toktra.scoring.viewing.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers how efficiently people and their units use AI, and why it is so. */
@Path("/v1/scores")
@Tag(name = "Scores")
public class ScoreResource {

    private static final String READ = "scores:read";
    private static final String ROLES = "[\"admin\",\"analyst\",\"lead\",\"member\",\"privacy_officer\"]";

    private final Caller caller;
    private final ScoreViewStore scores;

    ScoreResource(Caller caller, ScoreViewStore scores) {
        this.caller = caller;
        this.scores = scores;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listScores",
            summary = "Lists efficiency scores of a night, with the median of the unit that is asked for.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            description =
                    "A page, or with `Accept: text/csv` the whole list. Where people are not named, the caller's own.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ShownScore.Page.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "default",
            description = "A problem.",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Uni<ShownScore.Page> list(@BeanParam ScoreParameters parameters, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        return scores.page(parameters.wanted(), page.after(), page.limit());
    }

    @GET
    @Produces(Csv.TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<Response> csv(@BeanParam ScoreParameters parameters, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        page.refuseForCsv();
        return scores.csv(parameters.wanted())
                .map(lines -> Response.ok(lines, Csv.TYPE + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"scores.csv\"")
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }

    @GET
    @Path("{user_id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainScore",
            summary = "Explains a person's score: each component with its raw value, percentile, weight and points.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShownScore.Explained.class)))
    public Uni<ShownScore.Explained> explain(
            @PathParam("user_id") String userId,
            @QueryParam("date")
                    @Parameter(description = "The last day that counts; by default that of the last night")
                    @Nullable
                    String date) {
        caller.requireScope(READ);
        QueryReader query = new QueryReader();
        LocalDate day = query.read("date", date, Days::day);
        query.done();
        return scores.explain(Problems.id(userId, "person"), day);
    }

    @GET
    @Path("{user_id}/history")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listPastScores",
            summary = "Lists a person's scores, latest night first.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownScore.History.class)))
    public Uni<ShownScore.History> history(@PathParam("user_id") String userId, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        return scores.history(Problems.id(userId, "person"), page.afterDay(), page.limit());
    }
}
