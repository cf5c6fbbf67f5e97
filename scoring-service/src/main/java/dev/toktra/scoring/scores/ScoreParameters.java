package dev.toktra.scoring.scores;

import dev.toktra.problem.QueryReader;
import dev.toktra.scoring.viewing.Days;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whose scores of which night; as texts, so that a wrong one gets an answer that names it. */
public class ScoreParameters {

    @QueryParam("user_id")
    @Parameter(description = "Only this person")
    @Nullable
    String user;

    @QueryParam("team_id")
    @Parameter(description = "Only people of this team, and its median")
    @Nullable
    String team;

    @QueryParam("department_id")
    @Parameter(description = "Only people of this department and those below it, and its median")
    @Nullable
    String department;

    @QueryParam("date")
    @Parameter(
            description =
                    "The last day that counts; by default that of the last night. Older nights are kept 13 months")
    @Nullable
    String date;

    /**
     * What is asked for.
     *
     * @param date null for the last night
     */
    record Wanted(
            @Nullable UUID user,
            @Nullable UUID team,
            @Nullable UUID department,
            @Nullable LocalDate date) {

        @Nullable
        UUID unit() {
            return team == null ? department : team;
        }
    }

    Wanted wanted() {
        QueryReader query = new QueryReader();
        if (team != null) {
            query.refuse("department_id", department, "does not go with team_id");
        }
        Wanted wanted = new Wanted(
                query.read("user_id", user, QueryReader::uuid),
                query.read("team_id", team, QueryReader::uuid),
                query.read("department_id", department, QueryReader::uuid),
                query.read("date", date, Days::day));
        query.done();
        return wanted;
    }
}
