package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.ledger.FailureKind;
import dev.toktra.reconciliation.ledger.store.StillRefused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows administrators what could not be counted, and counts it once its cause is mended. */
@Path("/v1/admin/quarantine")
@Tag(name = "Ledger")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

    private enum State {
        OPEN,
        REPLAYED
    }

    private final Caller caller;
    private final QuarantineListStore list;
    private final ReplayStore replays;

    QuarantineResource(Caller caller, QuarantineListStore list, ReplayStore replays) {
        this.caller = caller;
        this.list = list;
        this.replays = replays;
    }

    @GET
    @Operation(operationId = "listQuarantine", summary = "Lists what could not be counted and why, latest first.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    public Uni<QuarantinePage> list(
            @QueryParam("state") @Parameter(description = "`open` or `replayed`; by default both") @Nullable
                    String state,
            @BeanParam PageParameters page) {
        caller.requireRole(Role.ADMIN);
        QueryReader query = new QueryReader();
        State only = query.read("state", state, QueryReader.wordOf(State.values()));
        PageCursor after = page.cursor(query, PageCursor.of(1));
        int limit = page.limitOfLong(query);
        query.done();
        Boolean open = only == null ? null : (Boolean) (only == State.OPEN);
        return list.page(after, open, limit);
    }

    @POST
    @Path("{quarantine_id}/replay")
    @Operation(
            operationId = "replayQuarantined",
            summary = "Counts it now, as if it had just arrived; replaying twice counts once.")
    @Extension(name = "x-roles", value = "[\"admin\"]", parseValue = true)
    public Uni<Replayed> replay(@PathParam("quarantine_id") String quarantineId) {
        caller.requireRole(Role.ADMIN);
        return replays.replay(caller.org(), Problems.id(quarantineId, "quarantined event"))
                .map(replayed -> replayed.orElseThrow(() -> Problems.notFound("quarantined event")))
                .onFailure()
                .transform(QuarantineResource::problem);
    }

    private static Throwable problem(Throwable failure) {
        if (failure instanceof StillRefused refused) {
            return stillRefused(refused.fault().reason());
        }
        if (failure instanceof Exception fault) {
            FailureKind kind = FailureKind.of(fault);
            if (kind == FailureKind.POISON) {
                String state = fault instanceof SQLException sql ? "sqlstate-" + sql.getSQLState() : "out of range";
                return stillRefused(state);
            }
            if (kind == FailureKind.TRANSIENT) {
                return Problem.unavailable("database-away", "The database does not answer now.", Duration.ofSeconds(2));
            }
        }
        return failure;
    }

    private static Problem stillRefused(String reason) {
        return new Problem(
                409,
                "still-refused",
                "Still refused",
                "It cannot be counted now either, for this reason: " + reason + ".");
    }
}
