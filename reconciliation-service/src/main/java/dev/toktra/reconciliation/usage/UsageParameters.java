package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.DayParameters;
import dev.toktra.reconciliation.asking.FilterParameters;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.usage.question.Dimension;
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
    DayParameters days = new DayParameters();

    @BeanParam
    FilterParameters filter = new FilterParameters();

    @BeanParam
    SourceParameter source = new SourceParameter();

    @BeanParam
    PageParameters page = new PageParameters();

    /** The question; what is wrong with it is noted in the reader. */
    UsageRequest request(QueryReader query) {
        Question question = new Question(
                query.read("period", period, QueryReader.wordOf(Period.values()), Period.DAILY),
                query.read("group_by", groupBy, UsageForms::dimensions, DEFAULT_DIMENSIONS),
                source.source(query),
                filter.filter(query));
        return new UsageRequest(question, days.start(query), days.end(query), page.cursor(query, UsageForms::cursor));
    }

    int limit(QueryReader query) {
        return page.limitOfLong(query);
    }
}
