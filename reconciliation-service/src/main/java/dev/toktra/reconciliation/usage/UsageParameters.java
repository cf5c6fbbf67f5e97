package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.usage.question.Dimension;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.question.Source;
import dev.toktra.reconciliation.usage.view.UsageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a list. */
public class UsageParameters {

    private static final List<Dimension> DEFAULT_DIMENSIONS =
            List.of(Dimension.USER, Dimension.MODEL, Dimension.PROVIDER);

    @QueryParam("period")
    @Parameter(
            description = "How long each line is; weeks begin on Monday, an hourly range has at most 31 days.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"hourly", "daily", "weekly", "monthly"},
                            defaultValue = "daily"))
    @Nullable
    String period;

    @QueryParam("group_by")
    @Parameter(
            description = "Any of `user,model,provider,department,team,application`, with commas between.",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "user,model,provider"))
    @Nullable
    String groupBy;

    @BeanParam
    FilterParameters filter = new FilterParameters();

    @QueryParam("cursor")
    @Parameter(description = "The `next_cursor` of the page before, with the same question.")
    @Nullable
    String cursor;

    @QueryParam("limit")
    @Parameter(
            description = "Lines of a page.",
            schema = @Schema(minimum = "1", maximum = "1000", defaultValue = "25", implementation = Integer.class))
    @Nullable
    String limit;

    /** The question; what is wrong with it is noted in the reader. */
    UsageRequest request(QueryReader query) {
        Question question = new Question(
                query.read("period", period, QueryReader.wordOf(Period.values()), Period.DAILY),
                query.read("group_by", groupBy, UsageForms::dimensions, DEFAULT_DIMENSIONS),
                query.read("source", filter.source, QueryReader.wordOf(Source.values()), Source.BEST),
                filter.filter(query));
        return new UsageRequest(
                question,
                query.read("start_date", filter.startDate, UsageForms::date),
                query.read("end_date", filter.endDate, UsageForms::date),
                query.read("cursor", cursor, UsageForms::cursor));
    }

    int limit(QueryReader query) {
        return query.read("limit", limit, QueryReader.numberTo(1000), 25);
    }
}
