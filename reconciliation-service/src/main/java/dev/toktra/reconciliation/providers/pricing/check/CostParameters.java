package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.providers.pricing.table.PriceParameters;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which days of which provider, as query parameters. */
public class CostParameters {

    private static final int USUAL = 30;
    private static final int MOST = 92;

    @QueryParam("provider")
    @Parameter(description = "`openai`, `anthropic`, `azure_openai` or `gcp_vertex`; by default all.")
    @Nullable
    String provider;

    @QueryParam("start_date")
    @Parameter(
            description = "First day, UTC; by default 29 days before the last one.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String startDate;

    @QueryParam("end_date")
    @Parameter(
            description = "Last day, UTC, included; by default yesterday.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String endDate;

    CostStore.Span span(LocalDate today) {
        QueryReader query = new QueryReader();
        String only = query.read("provider", provider, PriceParameters::provider);
        LocalDate end = query.read("end_date", endDate, PriceParameters::date, today.minusDays(1));
        LocalDate start = query.read("start_date", startDate, PriceParameters::date, end.minusDays(USUAL - 1L));
        query.done();
        if (start.isAfter(end) || !start.isAfter(end.minusDays(MOST))) {
            throw Problem.badRequest(
                    "The query has parameters with wrong values.",
                    FieldError.query("start_date", "must be from the last day back to " + MOST + " days"));
        }
        return new CostStore.Span(only, start, end);
    }
}
