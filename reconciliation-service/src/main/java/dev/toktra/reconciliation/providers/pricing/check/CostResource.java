package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.callerscope.Caller;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.asking.view.Viewer;
import dev.toktra.reconciliation.providers.pricing.table.PriceResource;
import dev.toktra.reconciliation.providers.pricing.table.PricesConfig;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reconciled tokens at our prices beside what providers bill. */
@Path("/v1/reconciliation/costs")
@Tag(name = "Reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class CostResource {

    private final Caller caller;
    private final CostStore costs;
    private final PricesConfig config;
    private final Clock clock;

    CostResource(Caller caller, CostStore costs, PricesConfig config, Clock clock) {
        this.caller = caller;
        this.costs = costs;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "checkCosts",
            summary =
                    "Compares what reconciled tokens cost by the price table with what providers bill, by day; leads see"
                            + " their department's costs, members their own, without bills, which name nobody.")
    @Extension(
            name = "x-roles",
            value = "[\"admin\", \"analyst\", \"privacy_officer\", \"lead\", \"member\"]",
            parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownCosts.class)))
    public Uni<ShownCosts> check(@BeanParam CostParameters parameters) {
        caller.requireScope(PriceResource.READ);
        CostQuestion question = parameters.question(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Drift.Limits limits = new Drift.Limits(config.driftPercent(), config.driftUsd());
        return costs.find(Viewer.of(caller), question)
                .map(found -> ShownCosts.of(question, found, limits))
                .onFailure(Refusal.class)
                .transform(failure -> Problems.of((Refusal) failure));
    }
}
