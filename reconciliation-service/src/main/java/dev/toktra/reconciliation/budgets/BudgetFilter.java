package dev.toktra.reconciliation.budgets;

import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.asking.PageParameters;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of a list of budgets, which are of an organisation, a department or a person, never of a team. */
public class BudgetFilter {

    @QueryParam("user_id")
    @Parameter(
            description = "Only budgets of this person.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Nullable
    String userId;

    @QueryParam("department_id")
    @Parameter(
            description =
                    "Only budgets of this department, of those below it and of people who are in one of them today.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Nullable
    String departmentId;

    @BeanParam
    PageParameters page = new PageParameters();

    /** Whose budgets; null is all. */
    record Whose(@Nullable UUID userId, @Nullable UUID departmentId) {}

    Whose whose() {
        QueryReader query = new QueryReader();
        Whose whose = new Whose(
                query.read("user_id", userId, QueryReader::uuid),
                query.read("department_id", departmentId, QueryReader::uuid));
        query.done();
        return whose;
    }
}
