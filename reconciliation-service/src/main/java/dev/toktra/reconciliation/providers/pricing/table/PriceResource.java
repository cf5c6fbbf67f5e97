package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.Role;
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

/** What tokens cost, and what was used at no known price. */
@Path("/v1/prices")
@Tag(name = "Prices")
@Produces(MediaType.APPLICATION_JSON)
public class PriceResource {

    /** What a program needs for reading how figures are settled. */
    public static final String READ = "reconciliation:read";

    private static final int DAYS = 30;

    private final Caller caller;
    private final PricePageStore prices;
    private final Clock clock;

    PriceResource(Caller caller, PricePageStore prices, Clock clock) {
        this.caller = caller;
        this.prices = prices;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listPrices", summary = "Lists prices in US dollars per million tokens, by day.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownPrice.Page.class)))
    public Uni<ShownPrice.Page> list(@BeanParam PriceParameters parameters) {
        mayRead(caller);
        return prices.page(parameters.wanted());
    }

    @GET
    @Path("unknown")
    @Operation(
            operationId = "listModelsWithoutPrice",
            summary = "Lists models that were used in the last 30 days and have no price.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ShownPrice.UnpricedList.class)))
    public Uni<ShownPrice.UnpricedList> unknown() {
        mayRead(caller);
        return prices.unpriced(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L));
    }

    /** Persons who see all data, and programs that were allowed to. */
    public static void mayRead(Caller caller) {
        caller.requireRole(Role.ADMIN, Role.ANALYST);
        caller.requireScope(READ);
    }
}
