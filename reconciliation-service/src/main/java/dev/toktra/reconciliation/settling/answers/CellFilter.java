package dev.toktra.reconciliation.settling.answers;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.DayParameters;
import dev.toktra.reconciliation.asking.FilterParameters;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.QueryForms;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.settling.variance.Cause;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a question about cells. */
public class CellFilter {

    /** What a list is grouped by where nothing is said. */
    static final List<Grouping> USUAL = List.of(Grouping.DAY, Grouping.PROVIDER, Grouping.MODEL);

    private static final String OF_CELLS = "does not go with a cause, which is of whole cells";
    private static final int MOST_DAYS = 400;
    private static final int MOST_DAYS_OF_HOURS = 31;

    /** How settled a cell is. */
    enum State {
        ESTIMATED,
        PROVISIONAL,
        RECONCILED,
        RESTATED
    }

    @BeanParam
    DayParameters days = new DayParameters();

    @BeanParam
    FilterParameters filter = new FilterParameters();

    @QueryParam("state")
    @Parameter(
            description = "Only cells that are so settled.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"estimated", "provisional", "reconciled", "restated"}))
    @Nullable
    String state;

    @QueryParam("group_by")
    @Parameter(
            description =
                    "Any of `day,hour,provider,model,user,department,team`, with commas between; by hours at most 31"
                            + " days. By default `provider,model,day`, of a summary `provider`. What is of whole cells,"
                            + " such as causes and coverage, is null for parts of people and units.",
            schema = @Schema(type = SchemaType.STRING))
    @Nullable
    String groupBy;

    @BeanParam
    PageParameters page = new PageParameters();

    /** The question; what is wrong with it is noted in the reader. */
    CellQuestion question(QueryReader query, LocalDate today, List<Grouping> usual) {
        List<Grouping> groups = query.read("group_by", groupBy, Grouping::parse, usual);
        DateRange range = days.range(query, today, groups.contains(Grouping.HOUR) ? MOST_DAYS_OF_HOURS : MOST_DAYS);
        State only = query.read("state", state, QueryReader.wordOf(State.values()));
        String after = page.cursor(query, QueryForms::key);
        return new CellQuestion(
                range,
                filter.filter(query),
                only == null ? null : state,
                groups,
                null,
                after == null ? "" : after,
                page.limitOfLong(query));
    }

    /** The question for cells with a cause. */
    CellQuestion question(QueryReader query, LocalDate today, Cause cause) {
        CellQuestion question = question(query, today, USUAL);
        filter.refusePeople(query, OF_CELLS);
        query.refuse("group_by", Grouping.areOfPeople(question.groups()) ? groupBy : null, OF_CELLS);
        return question.with(cause);
    }
}
