package dev.toktra.gateway.conventions;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that say which page of a list is wanted. */
public class PageFilter {

    private static final int DEFAULT_LIMIT = 25;
    private static final int GREATEST_LIMIT = 100;
    private static final String NOT_WITH_CSV = "does not go with CSV, which is the whole list";

    @QueryParam("limit")
    @Parameter(description = "Items on a page, 1 to 100; 25 if absent", schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next_cursor of the page before")
    @Nullable
    String cursor;

    /**
     * The page that is asked for, or all of the list for a caller who wants CSV.
     *
     * @throws dev.toktra.problem.Problem 400 with what is wrong with the query
     */
    public Window window(HttpHeaders headers) {
        QueryReader query = new QueryReader();
        Window window = window(headers, query);
        query.done();
        return window;
    }

    /** The same beside other parameters: what is wrong is noted in their reader. */
    public Window window(HttpHeaders headers, QueryReader query) {
        if (ReplyMapper.wantsCsv(headers)) {
            query.refuse("limit", limit, NOT_WITH_CSV);
            query.refuse("cursor", cursor, NOT_WITH_CSV);
            return Window.ALL;
        }
        return new Window(
                query.read("limit", limit, QueryReader.numberTo(GREATEST_LIMIT), DEFAULT_LIMIT),
                query.read("cursor", cursor, Window::idOf));
    }
}
