package dev.toktra.reconciliation.asking;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list, as query parameters; as texts, so that a wrong one gets an answer that names it. */
public class PageParameters {

    private static final int USUAL = 25;
    private static final int MOST = 100;
    private static final int MOST_OF_LONG = 1000;

    @QueryParam("limit")
    @Parameter(
            description =
                    "Items of a page: 1 to 100, or to 1000 of usage, reconciliation, prices, ledger and quarantine.",
            schema = @Schema(minimum = "1", maximum = "1000", defaultValue = "25", implementation = Integer.class))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The `next_cursor` of the page before, with the same question.")
    @Nullable
    String cursor;

    /** How many items of a list of things that administrators make. */
    public int limit() {
        QueryReader query = new QueryReader();
        int items = query.read("limit", limit, QueryReader.numberTo(MOST), USUAL);
        query.done();
        return items;
    }

    /** How many items of a list of figures or rows. */
    public int limitOfLong(QueryReader query) {
        return query.read("limit", limit, QueryReader.numberTo(MOST_OF_LONG), USUAL);
    }

    /** Where the page begins; null for the first one. */
    public <T> @Nullable T cursor(QueryReader query, Function<String, T> form) {
        return query.read("cursor", cursor, form);
    }

    /** The last thing of the page before, where cursors are ids; null for the first page. */
    public @Nullable UUID after() {
        QueryReader query = new QueryReader();
        UUID after = cursor(query, PageParameters::id);
        query.done();
        return after;
    }

    /** Notes that the answer has no pages. */
    public void refuse(QueryReader query, String reason) {
        query.refuse("limit", limit, reason);
        query.refuse("cursor", cursor, reason);
    }

    private static UUID id(String text) {
        try {
            return QueryReader.uuid(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not one that an earlier page of this list gave", e);
        }
    }
}
