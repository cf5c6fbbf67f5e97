package dev.toktra.reconciliation.asking;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.view.UsageFilter;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whose usage, and of what, as query parameters. */
public class FilterParameters {

    @QueryParam("user_id")
    @Parameter(
            description =
                    "A person's id, `unknown` for devices and accounts of nobody known, or `unattributed` for what"
                            + " only a provider counted, for nobody that could be named.")
    @Nullable
    String userId;

    @QueryParam("model")
    @Parameter(
            description =
                    "A model's name as answers give it, such as `gpt-4o`; in usage also any that is reported for it.")
    @Nullable
    String model;

    @QueryParam("provider")
    @Parameter(description = "`openai`, `anthropic`, `azure_openai`, `gcp_vertex` or another.")
    @Nullable
    String provider;

    @QueryParam("department_id")
    @Parameter(
            description = "A department, with all departments below it. Usage counts for the department of its day.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Nullable
    String departmentId;

    @QueryParam("team_id")
    @Parameter(
            description = "A team. Usage counts for the team of its day.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Nullable
    String teamId;

    /** The filter; what is wrong with it is noted in the reader. */
    public UsageFilter filter(QueryReader query) {
        return new UsageFilter(
                query.read("user_id", userId, QueryForms::user),
                query.read("model", model, QueryReader.textTo(QueryForms.NAME)),
                query.read("provider", provider, QueryReader.textTo(QueryForms.NAME)),
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("team_id", teamId, QueryReader::uuid));
    }

    /** Notes that people and units must not be named. */
    public void refusePeople(QueryReader query, String reason) {
        query.refuse("user_id", userId, reason);
        query.refuse("department_id", departmentId, reason);
        query.refuse("team_id", teamId, reason);
    }
}
