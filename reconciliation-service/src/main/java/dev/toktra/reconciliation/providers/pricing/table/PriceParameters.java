package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.QueryForms;
import dev.toktra.reconciliation.providers.Provider;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which prices, as query parameters. */
public class PriceParameters {

    private static final int CURSOR = 400;

    @QueryParam("provider")
    @Parameter(description = "`openai`, `anthropic`, `azure_openai` or `gcp_vertex`.")
    @Nullable
    String provider;

    @QueryParam("model")
    @Parameter(description = "A model by its one name; patterns that it fits are shown too.")
    @Nullable
    String model;

    @QueryParam("day")
    @Parameter(
            description = "Only prices that hold on this day, UTC.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String day;

    @BeanParam
    PageParameters page = new PageParameters();

    /**
     * The same in terms of the table.
     *
     * @param after the last price of the page before
     */
    record Wanted(
            @Nullable String provider,
            @Nullable String model,
            @Nullable LocalDate day,
            int limit,
            @Nullable String after) {}

    Wanted wanted() {
        QueryReader query = new QueryReader();
        Wanted wanted = new Wanted(
                query.read("provider", provider, PriceParameters::provider),
                query.read("model", model, QueryReader.textTo(QueryForms.NAME)),
                query.read("day", day, QueryForms::day),
                page.limitOfLong(query),
                page.cursor(query, QueryReader.textTo(CURSOR)));
        query.done();
        return wanted;
    }

    private static String provider(String text) {
        return Provider.of(text)
                .map(Provider::word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + Provider.words()));
    }
}
