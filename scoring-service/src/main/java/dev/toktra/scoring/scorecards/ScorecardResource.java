package dev.toktra.scoring.scorecards;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.Problems;
import dev.toktra.scoring.viewing.Csv;
import dev.toktra.scoring.viewing.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far people and groups have adopted AI tools, on any night. */
@Path("/v1/scorecards")
@Tag(name = "Scorecards")
public class ScorecardResource {

    private static final String READ = "scores:read";
    private static final String ROLES = "[\"admin\",\"analyst\",\"lead\",\"member\",\"privacy_officer\"]";
    private static final int ALL = Integer.MAX_VALUE - 1;

    private final Caller caller;
    private final ScorecardStore cards;

    ScorecardResource(Caller caller, ScorecardStore cards) {
        this.caller = caller;
        this.cards = cards;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listScorecards",
            summary = "Lists the scorecards of a level on a night, by name.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "A page, or with `Accept: text/csv` the whole list.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ShownCard.Page.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<ShownCard.Page> list(@BeanParam CardParameters parameters, @BeanParam PageParameters page) {
        caller.requireScope(READ);
        return cards.page(question(parameters, page.after(), page.limit()));
    }

    @GET
    @Produces(Csv.TYPE + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<Response> csv(@BeanParam CardParameters parameters) {
        caller.requireScope(READ);
        return cards.page(question(parameters, null, ALL))
                .map(page -> Response.ok(ShownCard.HEADER
                                + page.items().stream().map(ShownCard::csv).collect(Collectors.joining()))
                        .header("Content-Type", Csv.TYPE + ";charset=UTF-8")
                        .header("Content-Disposition", "attachment; filename=\"scorecards.csv\"")
                        .header("Cache-Control", "private, no-store")
                        .build());
    }

    @GET
    @Path("{level}/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getScorecard",
            summary = "Shows one scorecard, of the newest night until a date.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownCard.class)))
    public Uni<ShownCard> get(
            @PathParam("level") String level, @PathParam("id") String id, @QueryParam("date") @Nullable String date) {
        caller.requireScope(READ);
        QueryReader query = new QueryReader();
        LocalDate day = query.read("date", date, CardParameters::day);
        query.done();
        return cards.card(one(level, id, day));
    }

    @GET
    @Path("{level}/{id}/diff")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "diffScorecard",
            summary = "Compares the scorecards of two dates, figure by figure.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownChange.class)))
    public Uni<ShownChange> diff(
            @PathParam("level") String level,
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        caller.requireScope(READ);
        QueryReader query = new QueryReader();
        LocalDate first = query.read("from", from, CardParameters::day);
        LocalDate second = query.read("to", to, CardParameters::day);
        query.done();
        if (first == null) {
            throw Problem.badRequest(
                    "The query has parameters with wrong values.", FieldError.query("from", "must be given"));
        }
        return cards.change(one(level, id, first), one(level, id, second));
    }

    private static CardQuestion question(CardParameters parameters, @Nullable UUID after, int limit) {
        QueryReader query = new QueryReader();
        CardQuestion question = parameters.question(query, after, limit);
        query.done();
        return question;
    }

    private static CardQuestion one(String level, String id, @Nullable LocalDate date) {
        Level found = Arrays.stream(Level.values())
                .filter(one -> one.word().equals(level))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("level"));
        return CardQuestion.one(found, Problems.id(id, "scorecard"), date);
    }
}
