package dev.toktra.scoring.leaderboards;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which leaderboard; as texts, so that a wrong one gets an answer that names it. */
public class BoardParameters {

    @QueryParam("department_id")
    @Parameter(description = "by default the caller's own, or the organisation for those who see all of it")
    @Nullable
    String departmentId;

    @QueryParam("view")
    @Parameter(
            description = "by default what the organisation chose",
            schema = @Schema(enumeration = {"named", "anonymised", "teams"}))
    @Nullable
    String view;

    @QueryParam("window")
    @Parameter(description = "the Monday of a snapshot, by default the newest", example = "2026-06-08")
    @Nullable
    String window;

    Question question(QueryReader query, @Nullable UUID after, int limit) {
        return new Question(
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("view", view, QueryReader.wordOf(View.values())),
                query.read("window", window, BoardParameters::date),
                after,
                limit);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-06-08", e);
        }
    }
}
