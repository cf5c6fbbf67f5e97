package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.DayParameters;
import dev.toktra.reconciliation.asking.FilterParameters;
import dev.toktra.reconciliation.usage.question.Period;
import dev.toktra.reconciliation.usage.question.Question;
import dev.toktra.reconciliation.usage.view.UsageRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a summary. */
public class SummaryParameters {

    @QueryParam("period")
    @Parameter(
            description = "How long each step of `over_time` is; weeks begin on Monday.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"daily", "weekly", "monthly"},
                            defaultValue = "daily"))
    @Nullable
    String period;

    @BeanParam
    DayParameters days = new DayParameters();

    @BeanParam
    FilterParameters filter = new FilterParameters();

    @BeanParam
    SourceParameter source = new SourceParameter();

    @QueryParam("top")
    @Parameter(
            description = "How many people `top_users` has at most.",
            schema = @Schema(minimum = "1", maximum = "100", defaultValue = "10", implementation = Integer.class))
    @Nullable
    String top;

    /** The question; what is wrong with it is noted in the reader. */
    UsageRequest request(QueryReader query) {
        Question question = new Question(
                query.read(
                        "period",
                        period,
                        QueryReader.wordOf(Period.DAILY, Period.WEEKLY, Period.MONTHLY),
                        Period.DAILY),
                List.of(),
                source.source(query),
                filter.filter(query));
        return new UsageRequest(question, days.start(query), days.end(query), null);
    }

    int top(QueryReader query) {
        return query.read("top", top, QueryReader.numberTo(100), 10);
    }
}
