package dev.toktra.reconciliation.settling.answers;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.DayParameters;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.QueryForms;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.asking.view.Viewer;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
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

    private static final String ALL_FIGURES = "[\"admin\", \"analyst\"]";
    private static final String OWN_FIGURES = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]";
    private static final int MOST_DAYS = 400;
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
            summary =
                    "Lists both counts, how settled they are and the causes that their difference is made of; leads see"
                            + " their department's part, members their own.")
    @Extension(name = "x-roles", value = OWN_FIGURES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Page.class)))
    public Uni<String> list(@BeanParam CellFilter filter) {
        caller.requireScope(READ);
        QueryReader query = new QueryReader();
        CellQuestion question = filter.question(query, today(), CellFilter.USUAL);
        query.done();
        return told(cells.page(Viewer.of(caller), question));
    }

    @GET
    @Path("causes/{cause}")
    @Operation(operationId = "listCause", summary = "Lists the cells that a cause explains a part of.")
    @Extension(name = "x-roles", value = ALL_FIGURES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Page.class)))
    public Uni<String> cause(@PathParam("cause") String cause, @BeanParam CellFilter filter) {
        mayRead(caller);
        Cause found = Arrays.stream(Cause.values())
                .filter(one -> one.word().equals(cause))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("cause"));
        QueryReader query = new QueryReader();
        CellQuestion question = filter.question(query, today(), found);
        query.done();
        return cells.page(Viewer.of(caller), question);
    }

    @GET
    @Path("summary")
    @Operation(
            operationId = "summariseReconciliation",
            summary =
                    "Says of each provider or other group how much devices cover, how far estimates drift, and what nobody"
                            + " owns; leads see their department's part, members their own.")
    @Extension(name = "x-roles", value = OWN_FIGURES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Summary.class)))
    public Uni<String> summary(@BeanParam CellFilter filter) {
        caller.requireScope(READ);
        QueryReader query = new QueryReader();
        CellQuestion question = filter.question(query, today(), List.of(Grouping.PROVIDER));
        query.done();
        return told(cells.summary(Viewer.of(caller), question));
    }

    @GET
    @Path("signals")
    @Operation(
            operationId = "listReconciliationSignals",
            summary = "Lists people whose devices are above the provider's count, and keys that no device uses.")
    @Extension(name = "x-roles", value = ALL_FIGURES, parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReconciliationShapes.Signals.class)))
    public Uni<String> signals(@BeanParam DayParameters days, @QueryParam("provider") @Nullable String provider) {
        mayRead(caller);
        QueryReader query = new QueryReader();
        DateRange range = days.range(query, today(), MOST_DAYS);
        String only = query.read("provider", provider, QueryReader.textTo(QueryForms.NAME));
        query.done();
        return cells.signals(range, only, LEAST_SIGNAL);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Uni<String> told(Uni<String> answer) {
        return answer.onFailure(Refusal.class).transform(failure -> Problems.of((Refusal) failure));
    }
}
