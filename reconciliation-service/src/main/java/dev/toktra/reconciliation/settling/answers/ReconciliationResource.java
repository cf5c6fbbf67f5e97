package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.settling.variance.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What providers counted against what devices saw, and why they differ. */
@Path("/v1/reconciliation")
@Tag(name = "Reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {

    /** What a program needs for it. */
    static final String READ = "reconciliation:read";

    private static final String ROLES = "[\"admin\", \"analyst\"]";
    private static final long LEAST_SIGNAL = 1000;

    private final Caller caller;
    private final CellStore cells;
    private final Clock clock;

    ReconciliationResource(Caller caller, CellStore cells, Clock clock) {
        this.caller = caller;
        this.cells = cells;
        this.clock = clock;
    }

    /** Goes on for persons who see all figures, and programs that were allowed to. */
    static void mayRead(Caller caller) {
        caller.requireRole(Role.ADMIN, Role.ANALYST);
        caller.requireScope(READ);
    }

    @GET
    @Operation(
            operationId = "listReconciliation",
            summary = "Lists both counts, how settled they are and the causes that their difference is made of.")
    @Extension(name = "x-roles", value = ROLES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Page.class)))
    public Uni<String> list(@BeanParam CellFilter filter) {
        return page(filter, null);
    }

    @GET
    @Path("causes/{cause}")
    @Operation(operationId = "listCause", summary = "Lists the cells that a cause explains a part of.")
    @Extension(name = "x-roles", value = ROLES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Page.class)))
    public Uni<String> cause(@PathParam("cause") String cause, @BeanParam CellFilter filter) {
        mayRead(caller);
        Cause found = Arrays.stream(Cause.values())
                .filter(one -> one.word().equals(cause))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("cause"));
        return page(filter, found);
    }

    private Uni<String> page(CellFilter filter, @Nullable Cause cause) {
        mayRead(caller);
        QueryReader query = new QueryReader();
        CellQuestion question = filter.question(query, clock, cause);
        query.done();
        return cells.page(question);
    }

    @GET
    @Path("summary")
    @Operation(
            operationId = "summariseReconciliation",
            summary = "Says of each provider how much devices cover, how far estimates drift, and what nobody owns.")
    @Extension(name = "x-roles", value = ROLES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Summary.class)))
    public Uni<String> summary(
            @QueryParam("start_date") @Nullable String startDate,
            @QueryParam("end_date") @Nullable String endDate,
            @QueryParam("provider") @Nullable String provider) {
        mayRead(caller);
        return cells.summary(range(startDate, endDate, provider));
    }

    @GET
    @Path("signals")
    @Operation(
            operationId = "listReconciliationSignals",
            summary = "Lists people whose devices are above the provider's count, and keys that no device uses.")
    @Extension(name = "x-roles", value = ROLES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Signals.class)))
    public Uni<String> signals(
            @QueryParam("start_date") @Nullable String startDate,
            @QueryParam("end_date") @Nullable String endDate,
            @QueryParam("provider") @Nullable String provider) {
        mayRead(caller);
        return cells.signals(range(startDate, endDate, provider), LEAST_SIGNAL);
    }

    private CellQuestion range(@Nullable String startDate, @Nullable String endDate, @Nullable String provider) {
        QueryReader query = new QueryReader();
        CellFilter filter = new CellFilter();
        filter.startDate = startDate;
        filter.endDate = endDate;
        filter.provider = provider;
        CellQuestion question = filter.question(query, clock, null);
        query.done();
        return question;
    }
}
