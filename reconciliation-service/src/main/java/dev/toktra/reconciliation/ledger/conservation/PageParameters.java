package dev.toktra.reconciliation.ledger.conservation;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list; as texts, so that a wrong one gets an answer that names it. */
public class PageParameters {

    private static final int DEFAULT = 25;
    private static final int MOST = 1000;

    @QueryParam("limit")
    @Parameter(description = "1 to 1000, by default 25")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next_cursor` of the page before")
    @Nullable
    String cursor;

    int limit() {
        QueryReader query = new QueryReader();
        int items = query.read("limit", limit, QueryReader.numberTo(MOST), DEFAULT);
        query.done();
        return items;
    }

    static Problem unfit(String parameter, String detail) {
        return Problem.badRequest("The query has parameters with wrong values.", FieldError.query(parameter, detail));
    }
}
