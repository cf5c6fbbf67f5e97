package dev.toktra.gateway.people;

import dev.toktra.events.PersonState.Status;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.conventions.PageFilter;
import dev.toktra.problem.QueryReader;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of the list of people. */
public class PeopleFilter {

    @BeanParam
    PageFilter page = new PageFilter();

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

    /** Who is asked for; what is wrong with it is noted in the reader. */
    PersonQuery people(QueryReader query) {
        return new PersonQuery(
                query.read("email", email, QueryReader.textTo(Inputs.EMAIL)),
                query.read("status", status, QueryReader.wordOf(Status.values())),
                query.read("department_id", departmentId, QueryReader::uuid),
                query.read("team_id", teamId, QueryReader::uuid));
    }
}
