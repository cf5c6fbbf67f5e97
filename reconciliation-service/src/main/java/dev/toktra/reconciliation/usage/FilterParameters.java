package dev.toktra.reconciliation.usage;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.usage.question.UsageFilter;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which usage, as query parameters. */
public class FilterParameters {

    @QueryParam("start_date")
    @Parameter(
            description = "First day, in the organisation's zone; by default 29 days before the last one.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String startDate;

    @QueryParam("end_date")
    @Parameter(
            description = "Last day, included; by default today.",
            schema = @Schema(type = SchemaType.STRING, format = "date"))
    @Nullable
    String endDate;

    @QueryParam("user_id")
    @Parameter(
            description =
                    "A person's id, `unknown` for devices and accounts of nobody known, or `unattributed` for what"
                            + " only a provider counted, for nobody that could be named.")
    @Nullable
    String userId;

    @QueryParam("model")
    @Parameter(description = "A model's name as answers give it, such as `gpt-4o`, or any that is reported for it.")
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

    @QueryParam("source")
    @Parameter(
            description =
                    "Whose count the totals are: `best` is reconciled where settled, else calibrated; `estimated` is the"
                            + " devices', `calibrated` the devices' corrected, `reconciled` the provider's.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"best", "estimated", "calibrated", "reconciled"},
                            defaultValue = "best"))
    @Nullable
    String source;

    UsageFilter filter(QueryReader query) {
        return new UsageFilter(
                query.read("user_id", userId, UsageForms::user),
                query.read("model", model, QueryReader.textTo(UsageForms.NAME)),
                query.read("provider", provider, QueryReader.textTo(UsageForms.NAME)),
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("team_id", teamId, QueryReader::uuid));
    }
}
