package dev.toktra.reconciliation.asking;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.view.DateRange;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which days, as query parameters. */
public class DayParameters {

    @QueryParam("start_date")
    @Parameter(
            description =
                    "First day, of UTC in reconciliation, as providers bill, and of the organisation's zone elsewhere; by"
                            + " default 29 days before the last one.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String startDate;

    @QueryParam("end_date")
    @Parameter(
            description = "Last day, included; by default today, or yesterday where days are compared with bills.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String endDate;

    /** The first day that is named; null: none. */
    public @Nullable LocalDate start(QueryReader query) {
        return query.read("start_date", startDate, QueryForms::day);
    }

    /** The last day that is named; null: none. */
    public @Nullable LocalDate end(QueryReader query) {
        return query.read("end_date", endDate, QueryForms::day);
    }

    /**
     * The days; what is wrong with them is noted in the reader.
     *
     * @param last where none is named
     * @param most how many they may be
     */
    public DateRange range(QueryReader query, LocalDate last, int most) {
        LocalDate namedEnd = end(query);
        LocalDate namedStart = start(query);
        LocalDate end = namedEnd == null ? last : namedEnd;
        LocalDate start = namedStart == null ? end.minusDays(DateRange.DEFAULT_DAYS - 1L) : namedStart;
        if (start.isAfter(end) || new DateRange(start, end).days() > most) {
            query.refuse("start_date", start.toString(), "must make a range of 1 to " + most + " days");
            return new DateRange(end, end);
        }
        return new DateRange(start, end);
    }
}
