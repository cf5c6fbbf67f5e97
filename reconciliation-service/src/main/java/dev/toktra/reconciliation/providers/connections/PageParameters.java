package dev.toktra.reconciliation.providers.connections;

import dev.toktra.problem.FieldError;
import dev.toktra.problem.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list; as texts, so that a wrong one gets an answer that names it. Cursors are ids. */
public class PageParameters {

    private static final int DEFAULT = 25;
    private static final int MOST = 100;

    @QueryParam("limit")
    @Parameter(description = "1 to 100, by default 25")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next_cursor` of the page before")
    @Nullable
    String cursor;

    public int limit() {
        if (limit == null) {
            return DEFAULT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw unfit("limit", "must be a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    /** The last thing of the page before; null for the first page. */
    public @Nullable UUID after() {
        if (cursor == null) {
            return null;
        }
        if (!cursor.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw unfit("cursor", "is not one that an earlier page of this list gave");
        }
        return UUID.fromString(cursor);
    }

    private static Problem unfit(String parameter, String detail) {
        return Problem.badRequest("The query has parameters with wrong values.", FieldError.query(parameter, detail));
    }
}
