package dev.toktra.reconciliation.settling.naming.owners;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.settling.naming.NamingConfig;
import dev.toktra.reconciliation.settling.naming.ReadingGuard;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an administrator should map next. */
@Path("/v1/identity-mappings/candidates")
@Tag(name = "Identity mappings")
@Produces(MediaType.APPLICATION_JSON)
public class CandidateResource {

    private static final int DEFAULT = 25;
    private static final int MOST = 100;

    private final Caller caller;
    private final CandidateStore store;
    private final NamingConfig config;
    private final Clock clock;

    CandidateResource(Caller caller, CandidateStore store, NamingConfig config, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listIdentityMappingCandidates",
            summary = "Lists keys, deployments and projects that nobody is named for, those with the most tokens of the"
                    + " last 30 days first.")
    @Extension(name = "x-roles", value = "[\"admin\", \"analyst\"]", parseValue = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CandidateMapper.First.class)))
    public Uni<CandidateMapper.First> list(
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("limit") @Parameter(description = "1 to 100, by default 25") @Nullable String limit) {
        ReadingGuard.mayRead(caller);
        QueryReader query = new QueryReader();
        int most = query.read("limit", limit, QueryReader.numberTo(MOST), DEFAULT);
        String of = MappingMapper.provider(query, provider);
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return store.since(now.minus(config.candidatesOf()), of)
                .map(found ->
                        CandidateMapper.first(Candidates.of(found.used(), found.owners(), today), found.names(), most));
    }
}
