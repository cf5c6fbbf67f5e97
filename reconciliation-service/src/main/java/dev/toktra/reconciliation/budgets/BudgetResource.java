package dev.toktra.reconciliation.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.Precondition;
import dev.toktra.reconciliation.budgets.rules.Budget;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The budgets of the caller's organisation, how they stand, and whether a call fits into them. */
@Path("/v1/budgets")
@Tag(name = "Budgets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BudgetResource {

    /** What a program needs for reading and checking them. */
    static final String READ = "budgets:read";

    private static final String THING = "budget";

    private final Caller caller;
    private final Budgets budgets;
    private final BudgetStore store;
    private final StatusStore standings;
    private final CheckStore checks;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    BudgetResource(Caller caller, Budgets budgets, BudgetStore store, StatusStore standings, CheckStore checks) {
        this.caller = caller;
        this.budgets = budgets;
        this.store = store;
        this.standings = standings;
        this.checks = checks;
    }

    @GET
    @Operation(operationId = "listBudgets", summary = "Lists budgets; a lead's own department and those below it only.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownBudget.Page.class)))
    public Uni<ShownBudget.Page> list(@BeanParam BudgetFilter filter) {
        mayRead();
        return budgets.list(filter);
    }

    @GET
    @Path("status")
    @Operation(operationId = "listBudgetStatus", summary = "Shows how all budgets stand, by department.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownStatus.Tree.class)))
    public Uni<ShownStatus.Tree> tree() {
        mayRead();
        return standings.overview().map(ShownStatus::tree);
    }

    @POST
    @Path("check")
    @Operation(operationId = "checkBudgets", summary = "Says whether a call fits into the budgets that it concerns.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownVerdict.Asked.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownVerdict.class)))
    public Uni<ShownVerdict> check(JsonNode body) {
        caller.requireScope(READ);
        return checks.check(CheckBody.call(body)).map(ShownVerdict::of);
    }

    @GET
    @Path("{budget_id}")
    @Operation(operationId = "getBudget", summary = "Shows a budget; its ETag is for changing it.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownBudget.class)))
    public Uni<Response> get(@PathParam("budget_id") String budgetId) {
        mayRead();
        return store.find(Problems.id(budgetId, THING)).map(found -> answer(Response.ok(), found));
    }

    @GET
    @Path("{budget_id}/status")
    @Operation(operationId = "getBudgetStatus", summary = "Shows how a budget stands in its current period.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownStatus.class)))
    public Uni<ShownStatus> status(@PathParam("budget_id") String budgetId) {
        mayRead();
        return standings.find(Problems.id(budgetId, THING)).map(ShownStatus::of);
    }

    @POST
    @Operation(operationId = "addBudget", summary = "Adds a budget.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownBudget.Wanted.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShownBudget.class)))
    public Uni<Response> add(JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return budgets.add(body)
                .map(made -> answer(Response.created(URI.create("/v1/budgets/" + made.budgetId())), made));
    }

    @PATCH
    @Path("{budget_id}")
    @Operation(
            operationId = "changeBudget",
            summary = "Changes name, amount, hard, rollover or thresholds; what counts for a budget stays.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShownBudget.Wanted.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownBudget.class)))
    public Uni<Response> change(
            @PathParam("budget_id") String budgetId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            JsonNode body) {
        caller.requireRole(Role.ADMIN);
        return budgets.change(Problems.id(budgetId, THING), Precondition.of(THING, ifMatch), body)
                .map(changed -> answer(Response.ok(), changed));
    }

    @DELETE
    @Path("{budget_id}")
    @Operation(operationId = "deleteBudget", summary = "Ends a budget; its name is free again.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    @APIResponse(responseCode = "204")
    public Uni<Void> delete(
            @PathParam("budget_id") String budgetId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        caller.requireRole(Role.ADMIN);
        return budgets.delete(Problems.id(budgetId, THING), Precondition.of(THING, ifMatch));
    }

    private void mayRead() {
        caller.requireRole(Role.ADMIN, Role.ANALYST, Role.PRIVACY_OFFICER, Role.LEAD);
        caller.requireScope(READ);
    }

    private static Response answer(Response.ResponseBuilder answer, Budget budget) {
        return answer.entity(ShownBudget.of(budget))
                .header(HttpHeaders.ETAG, Precondition.etag(budget.version()))
                .build();
    }
}
