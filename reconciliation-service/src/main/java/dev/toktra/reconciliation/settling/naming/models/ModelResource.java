package dev.toktra.reconciliation.settling.naming.models;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.settling.naming.NamingConfig;
import dev.toktra.reconciliation.settling.naming.ReadingGuard;
import dev.toktra.reconciliation.settling.naming.models.ModelMapper.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What devices and providers call the models that the caller's organisation uses. */
@Path("/v1/models")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    private static final int DEFAULT = 25;
    private static final int MOST = 100;

    private final Caller caller;
    private final ModelStore store;
    private final NamingConfig config;
    private final Clock clock;

    ModelResource(Caller caller, ModelStore store, NamingConfig config, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listModels",
            summary = "Lists every name of a model that was seen, what it is called in answers, and why.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelMapper.Page.class)))
    public Uni<ModelMapper.Page> list(
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("limit") @Parameter(description = "1 to 100, by default 25") @Nullable String limit,
            @QueryParam("cursor") @Parameter(description = "`next_cursor` of the page before") @Nullable
                    String cursor) {
        ReadingGuard.mayRead(caller);
        QueryReader query = new QueryReader();
        int most = query.read("limit", limit, QueryReader.numberTo(MOST), DEFAULT);
        Cursor after = query.read("cursor", cursor, Cursor::parse);
        String of = query.read("provider", provider, QueryReader.textTo(100));
        query.done();
        return store.list(new ModelStore.Asked(
                        after, most + 1, of, clock.instant().minus(config.candidatesOf())))
                .map(found -> ModelMapper.page(found, most));
    }
}
