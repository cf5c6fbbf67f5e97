package dev.toktra.reconciliation.usage;

import dev.toktra.callerscope.Caller;
import dev.toktra.problem.ProblemBody;
import dev.toktra.problem.QueryReader;
import dev.toktra.reconciliation.Problems;
import dev.toktra.reconciliation.asking.view.Refusal;
import dev.toktra.reconciliation.asking.view.Viewer;
import dev.toktra.reconciliation.usage.answer.Freshness;
import dev.toktra.reconciliation.usage.answer.UsagePage;
import dev.toktra.reconciliation.usage.answer.UsageShapes;
import dev.toktra.reconciliation.usage.question.Digest;
import dev.toktra.reconciliation.usage.question.Source;
import dev.toktra.reconciliation.usage.view.UsageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Answers what was used, by whom and with which models. */
@Path("/v1/usage")
@Tag(name = "Usage")
public class UsageResource {

    private static final String READ = "usage:read";
    private static final String CSV = "text/csv";
    private static final String ROLES = "[\"admin\",\"analyst\",\"lead\",\"member\",\"privacy_officer\"]";

    private final Caller caller;
    private final UsageStore usage;

    UsageResource(Caller caller, UsageStore usage) {
        this.caller = caller;
        this.usage = usage;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listUsage",
            summary = "Lists usage by period and what it is grouped by.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "A page, or with `Accept: text/csv` the whole list.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = UsageShapes.Page.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "default",
            description = "A problem.",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Uni<Response> list(@BeanParam UsageParameters parameters, @Context Request conditions) {
        QueryReader query = reader();
        UsageRequest request = parameters.request(query);
        int limit = parameters.limit(query);
        query.done();
        return usage.page(Viewer.of(caller), request, limit)
                .map(page -> answer(conditions, members(page, request.question().source()), page.asOf()))
                .onFailure(Refusal.class)
                .transform(failure -> Problems.of((Refusal) failure));
    }

    @GET
    @Produces(CSV + ";qs=0.5")
    @Operation(hidden = true)
    public RestMulti<String> csv(@BeanParam UsageParameters parameters) {
        QueryReader query = reader();
        UsageRequest request = parameters.request(query);
        parameters.page.refuse(query, "does not go with CSV, which is the whole list");
        query.done();
        return RestMulti.fromMultiData(usage.csv(Viewer.of(caller), request)
                        .onFailure(Refusal.class)
                        .transform(failure -> Problems.of((Refusal) failure)))
                .header("Content-Type", CSV + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"usage.csv\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    @GET
    @Path("summary")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "summariseUsage",
            summary = "A range at a glance, compared with the one before it.",
            extensions = @Extension(name = "x-roles", value = ROLES, parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "All figures are of one moment.",
            content = @Content(schema = @Schema(implementation = UsageShapes.Summary.class)))
    @APIResponse(
            responseCode = "default",
            description = "A problem.",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Uni<Response> summary(@BeanParam SummaryParameters parameters, @Context Request conditions) {
        QueryReader query = reader();
        UsageRequest request = parameters.request(query);
        int top = parameters.top(query);
        query.done();
        return usage.summary(Viewer.of(caller), request, top)
                .map(summary -> answer(conditions, summary.members(), summary.asOf()))
                .onFailure(Refusal.class)
                .transform(failure -> Problems.of((Refusal) failure));
    }

    private QueryReader reader() {
        caller.requireScope(READ);
        return new QueryReader();
    }

    private static Map<String, @Nullable Object> members(UsagePage page, Source source) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put(
                "items", page.items().stream().map(item -> item.members(source)).toList());
        members.put("next_cursor", page.nextCursor());
        members.put("has_more", page.nextCursor() != null);
        members.put("total_count", page.totalCount());
        members.put(
                "freshness", page.freshness().stream().map(Freshness::members).toList());
        return members;
    }

    /** The same figures have the same tag, whenever they are read; who has them already is told only that. */
    private static Response answer(Request conditions, Map<String, @Nullable Object> members, Instant asOf) {
        EntityTag tag = new EntityTag(Digest.of(members.toString()), true);
        Response.ResponseBuilder known = conditions.evaluatePreconditions(tag);
        if (known == null) {
            members.put("as_of", asOf.toString());
        }
        return (known == null ? Response.ok(members) : known)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Authorization")
                .build();
    }
}
