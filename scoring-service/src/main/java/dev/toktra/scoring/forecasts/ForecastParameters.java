package dev.toktra.scoring.forecasts;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which forecast is asked for; as texts, so that a wrong one gets an answer that names it. */
public class ForecastParameters {

    private static final int LONGEST_NAME = 200;
    private static final int MONTH = 30;

    @QueryParam("scope")
    @Parameter(description = "`organisation`, the default, `provider`, `model` or `department`")
    @Nullable
    String scope;

    @QueryParam("id")
    @Parameter(description = "The provider's or model's name, the department's id; not with `organisation`")
    @Nullable
    String id;

    @QueryParam("horizon")
    @Parameter(description = "Days ahead: 30, the default, or 90")
    @Nullable
    String horizon;

    /** What is asked for; 400 with everything that is wrong. */
    Wanted wanted() {
        QueryReader query = new QueryReader();
        Scope which = query.read("scope", scope, QueryReader.wordOf(Scope.values()), Scope.ORGANISATION);
        int days = query.read("horizon", horizon, ForecastParameters::days, MONTH);
        String subject = "";
        if (which == Scope.ORGANISATION) {
            query.refuse("id", id, "is for provider, model and department");
        } else {
            subject = query.read("id", id == null ? "" : id, text -> subject(which, text), "");
        }
        query.done();
        return new Wanted(new Subject(which, subject), days);
    }

    private static int days(String text) {
        if (!text.equals("30") && !text.equals("90")) {
            throw new IllegalArgumentException("must be 30 or 90");
        }
        return Integer.parseInt(text);
    }

    private static String subject(Scope scope, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must say which " + scope.word());
        }
        return scope == Scope.DEPARTMENT
                ? QueryReader.uuid(text).toString()
                : QueryReader.textTo(LONGEST_NAME).apply(text);
    }

    /**
     * What is asked for.
     *
     * @param days ahead, 30 or 90
     */
    record Wanted(Subject subject, int days) {}
}
