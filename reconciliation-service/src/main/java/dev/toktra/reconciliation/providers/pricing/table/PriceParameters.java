package dev.toktra.reconciliation.providers.pricing.table;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.providers.Provider;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which prices, as query parameters. */
public class PriceParameters {

    private static final int DEFAULT = 25;
    private static final int MOST = 1000;
    private static final int NAME = 200;
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

    @QueryParam("limit")
    @Parameter(description = "1 to 1000, by default 25")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next_cursor` of the page before")
    @Nullable
    String cursor;

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
                query.read("model", model, QueryReader.textTo(NAME)),
                query.read("day", day, PriceParameters::date),
                query.read("limit", limit, QueryReader.numberTo(MOST), DEFAULT),
                query.read("cursor", cursor, QueryReader.textTo(CURSOR)));
        query.done();
        return wanted;
    }

    /** The form of a provider's word. */
    public static String provider(String text) {
        return Provider.of(text)
                .map(Provider::word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Provider.values()).map(Provider::word).collect(Collectors.joining(", "))));
    }

    /** The form of a day. */
    public static LocalDate date(String text) {
        if (!text.matches("(19[7-9]|2\\d\\d)\\d-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException("must be a date such as 2026-03-31");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no day of the calendar", e);
        }
    }
}
