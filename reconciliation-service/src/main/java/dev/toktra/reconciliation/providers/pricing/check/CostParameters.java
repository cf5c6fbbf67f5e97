package dev.toktra.reconciliation.providers.pricing.check;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.DayParameters;
import dev.toktra.reconciliation.asking.FilterParameters;
import dev.toktra.reconciliation.asking.Grouping;
import dev.toktra.reconciliation.asking.PageParameters;
import dev.toktra.reconciliation.asking.QueryForms;
import dev.toktra.reconciliation.asking.view.DateRange;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import dev.toktra.reconciliation.providers.Provider;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whose costs on which days, as query parameters. */
public class CostParameters {

    private static final int MOST = 92;
    private static final int MOST_OF_HOURS = 31;

    @BeanParam
    DayParameters days = new DayParameters();

    @BeanParam
    FilterParameters filter = new FilterParameters();

    @QueryParam("group_by")
    @Parameter(
            description =
                    "Any of `day,hour,provider,model,user,department,team`, with commas between; by hours at most 31"
                            + " days: fills `groups` with what tokens cost. Bills are told by provider and day only.")
    @Nullable
    String groupBy;

    @BeanParam
    PageParameters page = new PageParameters();

    /** Ends the reading of the query. */
    CostQuestion question(LocalDate today) {
        QueryReader query = new QueryReader();
        List<Grouping> groups = query.read("group_by", groupBy, Grouping::parse, List.of());
        DateRange range = days.range(query, today.minusDays(1), groups.contains(Grouping.HOUR) ? MOST_OF_HOURS : MOST);
        UsageFilter asked = filter.filter(query);
        String provider = asked.provider();
        if (provider != null && Provider.of(provider).isEmpty()) {
            query.refuse("provider", provider, "must be one of " + Provider.words());
        }
        if (groups.isEmpty()) {
            page.refuse(query, "goes with group_by only");
        }
        String after = page.cursor(query, QueryForms::key);
        int limit = page.limitOfLong(query);
        query.done();
        return new CostQuestion(range, asked, groups, after == null ? "" : after, limit);
    }
}
