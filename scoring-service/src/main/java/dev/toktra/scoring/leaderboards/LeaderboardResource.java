package dev.toktra.scoring.leaderboards;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.viewing.Csv;
import dev.toktra.scoring.viewing.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who uses AI well. */
@Path("/v1/leaderboard")
@Tag(name = "Leaderboard")
public class LeaderboardResource {

    private static final String READ = "scores:read";
    private static final String ROLES = "[\"admin\",\"analyst\",\"lead\",\"member\",\"privacy_officer\"]";
    private static final int ALL = Integer.MAX_VALUE - 1;

    private final Caller caller;
    private final LeaderboardStore boards;

    LeaderboardResource(Caller caller, LeaderboardStore boards) {
        this.caller = caller;
        this.boards = boards;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getLeaderboard",
            summary = "Ranks people or teams by efficiency score, as the organisation's privacy allows.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "A page, or with `Accept: text/csv` the whole list.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ShownBoard.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<ShownBoard> get(@BeanParam BoardParameters parameters, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        return boards.page(question(parameters, page.after(), page.limit()));
    }

    @GET
    @Produces(Csv.TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<Response> csv(@BeanParam BoardParameters parameters) {
        caller.requireScope(READ);
        return boards.page(question(parameters, null, ALL))
                .map(board -> Response.ok(ShownBoard.Line.HEADER
                                + board.items().stream()
                                        .map(ShownBoard.Line::csv)
                                        .collect(Collectors.joining()))
                        .header("Content-Type", Csv.TYPE + ";charset=UTF-8")
                        .header("Content-Disposition", "attachment; filename=\"leaderboard.csv\"")
                        .header("Cache-Control", "private, no-store")
                        .build());
    }

    private static Question question(BoardParameters parameters, @Nullable UUID after, int limit) {
        QueryReader query = new QueryReader();
        Question question = parameters.question(query, after, limit);
        query.done();
        return question;
    }
}
