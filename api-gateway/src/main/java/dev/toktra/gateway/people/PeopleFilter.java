package dev.toktra.gateway.people;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of the list of people. */
public class PeopleFilter {

    @QueryParam("limit")
    @Parameter(description = "Items on a page, 1 to 100; 25 if absent", schema = @Schema(type = SchemaType.INTEGER))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next_cursor of the page before")
    @Nullable
    String cursor;

    @QueryParam("email")
    @Parameter(description = "The person with this address, whatever its case")
    @Nullable
    String email;

    @QueryParam("status")
    @Parameter(description = "active, inactive or suspended")
    @Nullable
    String status;

    @QueryParam("department_id")
    @Parameter(description = "People who belong to this department today")
    @Nullable
    String departmentId;

    @QueryParam("team_id")
    @Parameter(description = "People who belong to this team today")
    @Nullable
    String teamId;
}
