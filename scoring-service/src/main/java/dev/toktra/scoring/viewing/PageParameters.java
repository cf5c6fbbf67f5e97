package dev.toktra.scoring.viewing;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
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
        QueryReader query = new QueryReader();
        int items = query.read("limit", limit, QueryReader.numberTo(MOST), DEFAULT);
        query.done();
        return items;
    }

    /** A list as CSV is whole. */
    public void refuseForCsv() {
        QueryReader query = new QueryReader();
        query.refuse("limit", limit, "does not go with CSV, which is the whole list");
        query.refuse("cursor", cursor, "does not go with CSV, which is the whole list");
        query.done();
    }

    /** The day of the last thing of the page before, where cursors are days; null for the first page. */
    public @Nullable LocalDate afterDay() {
        QueryReader query = new QueryReader();
        LocalDate after = query.read("cursor", cursor, PageParameters::day);
        query.done();
        return after;
    }

    /** The last thing of the page before; null for the first page. */
    public @Nullable UUID after() {
        QueryReader query = new QueryReader();
        UUID after = query.read("cursor", cursor, PageParameters::id);
        query.done();
        return after;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not one that an earlier page of this list gave", e);
        }
    }

    private static UUID id(String text) {
        try {
            return QueryReader.uuid(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not one that an earlier page of this list gave", e);
        }
    }
}
