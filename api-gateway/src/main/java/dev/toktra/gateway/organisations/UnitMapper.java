package dev.toktra.gateway.organisations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toktra.events.UnitState;
import dev.toktra.events.UnitState.Kind;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Inputs;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Departments and teams as they are asked for and shown over HTTP. */
final class UnitMapper {

    private UnitMapper() {}

    /** A department to add, or changes of one. */
    @Schema(name = "DepartmentBody")
    public record DepartmentBody(
            @Nullable String name,

            @Schema(implementation = UUID.class, nullable = true, description = "The department above; null: the top")
            @Nullable
            JsonNode parentId) {}

    /** A team to add, or changes of one. */
    @Schema(name = "TeamBody")
    public record TeamBody(
            @Nullable String name,

            @Schema(description = "The team's department") @Nullable
            String departmentId) {}

    /** A department as it is shown. */
    @Schema(name = "Department")
    public record Department(
            UUID departmentId, String name, @Nullable UUID parentId) {

        static Department of(UnitState unit) {
            return new Department(unit.unitId(), unit.name(), unit.parentId());
        }
    }

    /** A team as it is shown. */
    @Schema(name = "Team")
    public record Team(UUID teamId, String name, @Nullable UUID departmentId) {

        static Team of(UnitState unit) {
            return new Team(unit.unitId(), unit.name(), unit.parentId());
        }
    }

    /** A page of departments. */
    @Schema(name = "DepartmentList")
    public record DepartmentList(
            List<Department> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    /** A page of teams. */
    @Schema(name = "TeamList")
    public record TeamList(List<Team> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    static UnitDraft draft(DepartmentBody body, boolean isNew) {
        Inputs inputs = new Inputs();
        JsonNode parent = body.parentId();
        if (parent != null && !parent.isNull() && !parent.isTextual()) {
            inputs.wrong("/parent_id", "must be a UUID or null");
        }
        UUID parentId =
                parent == null || !parent.isTextual() ? null : inputs.optionalId("/parent_id", parent.textValue());
        UnitDraft draft = new UnitDraft(Kind.DEPARTMENT, name(body.name(), isNew, inputs), parent != null, parentId);
        inputs.check();
        return draft;
    }

    static UnitDraft draft(TeamBody body, boolean isNew) {
        Inputs inputs = new Inputs();
        UUID departmentId = isNew
                ? inputs.id("/department_id", body.departmentId())
                : inputs.optionalId("/department_id", body.departmentId());
        UnitDraft draft =
                new UnitDraft(Kind.TEAM, name(body.name(), isNew, inputs), departmentId != null, departmentId);
        inputs.check();
        return draft;
    }

    private static @Nullable String name(@Nullable String name, boolean isNew, Inputs inputs) {
        return name == null && !isNew ? null : inputs.text("/name", name, Inputs.NAME);
    }

    static String departmentTable(List<UnitState> departments) {
        return table(departments, "department_id", "parent_id");
    }

    static String teamTable(List<UnitState> teams) {
        return table(teams, "team_id", "department_id");
    }

    private static String table(List<UnitState> units, String id, String parent) {
        return Csv.of(
                List.of(id, "name", parent), units, unit -> Csv.cells(unit.unitId(), unit.name(), unit.parentId()));
    }
}
