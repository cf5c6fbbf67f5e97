package dev.toktra.gateway.organisations;

import dev.toktra.callerscope.Caller;
import dev.toktra.events.UnitState;
import dev.toktra.events.UnitState.Kind;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Deed;
import dev.toktra.gateway.conventions.IdempotencyStore;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.conventions.Made;
import dev.toktra.gateway.conventions.PageFilter;
import dev.toktra.gateway.conventions.ReplyMapper;
import dev.toktra.gateway.conventions.Window;
import dev.toktra.gateway.organisations.UnitMapper.Department;
import dev.toktra.gateway.organisations.UnitMapper.DepartmentBody;
import dev.toktra.gateway.organisations.UnitMapper.DepartmentList;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The departments of the caller's organisation, a tree. */
@Path("/v1/departments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DepartmentResource {

    private final Caller caller;
    private final UnitStore units;
    private final IdempotencyStore idempotency;

    DepartmentResource(Caller caller, UnitStore units, IdempotencyStore idempotency) {
        this.caller = caller;
        this.units = units;
        this.idempotency = idempotency;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            operationId = "listDepartments",
            summary = "Departments in the order in which they were added; as CSV all of them")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DepartmentList.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> list(@BeanParam PageFilter page, @Context HttpHeaders headers) {
        Window window = page.window(headers);
        return units.list(caller.org(), Kind.DEPARTMENT, window)
                .map(found -> ReplyMapper.list(window, found, Department::of, UnitMapper::departmentTable));
    }

    @GET
    @Path("/{department_id}")
    @Operation(operationId = "getDepartment", summary = "One department")
    public Uni<Department> get(@PathParam("department_id") String id) {
        return units.get(caller.org(), Kind.DEPARTMENT, Inputs.pathId(id, "department"))
                .map(Department::of);
    }

    @POST
    @Operation(operationId = "createDepartment", summary = "Adds a department")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Department.class)))
    public Uni<Response> create(DepartmentBody body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        UnitDraft draft = UnitMapper.draft(body, true);
        Deed deed = new Deed(caller.org(), caller.subject(), idempotencyKey, "POST /v1/departments", body);
        return idempotency
                .once(deed, () -> units.add(caller.org(), draft).map(DepartmentResource::made))
                .map(ReplyMapper::response);
    }

    private static Made made(UnitState unit) {
        return Made.of("/v1/departments/" + unit.unitId(), Department.of(unit));
    }

    @PATCH
    @Path("/{department_id}")
    @Operation(operationId = "changeDepartment", summary = "Renames or moves a department")
    public Uni<Department> change(@PathParam("department_id") String id, DepartmentBody body) {
        UnitDraft draft = UnitMapper.draft(body, false);
        return units.change(caller.org(), Inputs.pathId(id, "department"), draft)
                .map(Department::of);
    }
}
