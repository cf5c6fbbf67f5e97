package dev.toktra.gateway.people;

import dev.toktra.callerscope.Caller;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Deed;
import dev.toktra.gateway.conventions.IdempotencyStore;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.conventions.Made;
import dev.toktra.gateway.conventions.ReplyMapper;
import dev.toktra.gateway.conventions.Window;
import dev.toktra.gateway.organisations.OrganisationStore;
import dev.toktra.gateway.people.PersonMapper.NewPersonBody;
import dev.toktra.gateway.people.PersonMapper.PatchBody;
import dev.toktra.gateway.people.PersonMapper.PersonList;
import dev.toktra.gateway.people.PersonMapper.ShownPerson;
import dev.toktra.problem.QueryReader;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The people of the caller's organisation. */
@Path("/v1/users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {

    private final Caller caller;
    private final PersonStore people;
    private final OrganisationStore organisations;
    private final IdempotencyStore idempotency;

    PersonResource(Caller caller, PersonStore people, OrganisationStore organisations, IdempotencyStore idempotency) {
        this.caller = caller;
        this.people = people;
        this.organisations = organisations;
        this.idempotency = idempotency;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(operationId = "listUsers", summary = "People in the order in which they were added; as CSV all of them")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PersonList.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> list(@BeanParam PeopleFilter filter, @Context HttpHeaders headers) {
        QueryReader query = new QueryReader();
        PersonQuery wanted = filter.people(query);
        Window window = filter.page.window(headers, query);
        query.done();
        UUID orgId = caller.org();
        return organisations
                .today(orgId)
                .chain(today -> people.list(orgId, wanted, window)
                        .map(found -> ReplyMapper.list(
                                window,
                                found,
                                person -> ShownPerson.of(person, today),
                                all -> PersonMapper.table(all, today))));
    }

    @GET
    @Path("/{user_id}")
    @Operation(operationId = "getUser", summary = "One person with dated memberships, aliases and eligibility")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownPerson.class)))
    public Uni<ShownPerson> get(@PathParam("user_id") String userId) {
        UUID orgId = caller.org();
        UUID id = Inputs.pathId(userId, "person");
        return organisations
                .today(orgId)
                .chain(today -> people.get(orgId, id).map(person -> ShownPerson.of(person, today)));
    }

    @POST
    @Operation(operationId = "createUser", summary = "Adds a person")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShownPerson.class)))
    public Uni<Response> create(NewPersonBody body, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        NewPerson wanted = PersonMapper.wanted(body);
        Deed deed = new Deed(caller.org(), caller.subject(), idempotencyKey, "POST /v1/users", body);
        return idempotency.once(deed, () -> made(caller.org(), wanted)).map(ReplyMapper::response);
    }

    private Uni<Made> made(UUID orgId, NewPerson wanted) {
        return people.add(orgId, wanted)
                .chain(person -> organisations
                        .today(orgId)
                        .map(today -> Made.of("/v1/users/" + person.userId(), ShownPerson.of(person, today))));
    }

    @PATCH
    @Path("/{user_id}")
    @Operation(
            operationId = "changeUser",
            summary = "Changes a person; memberships, eligibility and aliases from a day on, their history is kept")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ShownPerson.class)))
    public Uni<ShownPerson> change(@PathParam("user_id") String userId, PatchBody body) {
        UUID orgId = caller.org();
        UUID id = Inputs.pathId(userId, "person");
        PersonChange change = PersonMapper.change(body);
        return organisations
                .today(orgId)
                .chain(today -> people.change(orgId, id, change).map(person -> ShownPerson.of(person, today)));
    }
}
