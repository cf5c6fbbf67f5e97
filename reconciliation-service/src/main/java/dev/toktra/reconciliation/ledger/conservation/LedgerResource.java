package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows the ledger's equations to administrators. */
@Path("/v1/admin/ledger")
@Tag(name = "Ledger")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

    private enum View {
        STREAMS,
        HOURS
    }

    private final Caller caller;
    private final LedgerStore ledger;
    private final GapAcceptanceStore gaps;

    LedgerResource(Caller caller, LedgerStore ledger, GapAcceptanceStore gaps) {
        this.caller = caller;
        this.ledger = ledger;
        this.gaps = gaps;
    }

    @GET
    @Operation(
            operationId = "showLedger",
            summary = "Shows that every number of every stream is accounted for, and every transmission.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    public Uni<LedgerPage> show(
            @QueryParam("view")
                    @Parameter(
                            description = "`streams` (default): distinct numbers by stream; `hours`: transmissions by"
                                    + " partition and hour of arrival")
                    @Nullable
                    String view,
            @BeanParam PageParameters page) {
        caller.requireRole(Role.ADMIN);
        QueryReader query = new QueryReader();
        View wanted = query.read("view", view, QueryReader.wordOf(View.values()), View.STREAMS);
        PageCursor after = page.cursor(query, PageCursor.of(wanted == View.STREAMS ? 2 : 3));
        int limit = page.limitOfLong(query);
        query.done();
        return wanted == View.STREAMS ? ledger.streams(after, limit) : ledger.hours(after, limit);
    }

    @POST
    @Path("gaps/{gap_id}/accept")
    @Operation(
            operationId = "acceptLedgerGap",
            summary =
                    "Lets the ledger go on after records that retention removed uncounted; accepting twice is the same.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    public Uni<RetentionGap> accept(@PathParam("gap_id") String gapId) {
        caller.requireRole(Role.ADMIN);
        return gaps.accept(Problems.id(gapId, "gap"), caller.subject())
                .onItem()
                .ifNull()
                .failWith(() -> Problems.notFound("gap"));
    }
}
