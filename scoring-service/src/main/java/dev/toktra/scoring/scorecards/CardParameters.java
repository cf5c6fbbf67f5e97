package dev.toktra.scoring.scorecards;

import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which cards; as texts, so that a wrong one gets an answer that names it. */
public class CardParameters {

    @QueryParam("level")
    @Parameter(
            description = "by default department, for members employee",
            schema = @Schema(enumeration = {"employee", "team", "department", "organisation"}))
    @Nullable
    String level;

    @QueryParam("date")
    @Parameter(description = "the newest cards until that day, by default the newest", example = "2026-06-14")
    @Nullable
    String date;

    @QueryParam("department_id")
    @Parameter(description = "only of this department and those below it")
    @Nullable
    String departmentId;

    @QueryParam("team_id")
    @Parameter(description = "only of this team and its people")
    @Nullable
    String teamId;

    CardQuestion question(QueryReader query, @Nullable UUID after, int limit) {
        return new CardQuestion(
                query.read("level", level, QueryReader.wordOf(Level.values())),
                query.read("date", date, CardParameters::day),
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("team_id", teamId, QueryReader::uuid),
                null,
                after,
                limit);
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a date such as 2026-06-14", e);
        }
    }
}
