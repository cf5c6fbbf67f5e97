package dev.toktra.gateway.access;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.toktra.callerscope.Caller;
import dev.toktra.gateway.conventions.Csv;
import dev.toktra.gateway.conventions.Deed;
import dev.toktra.gateway.conventions.IdempotencyStore;
import dev.toktra.gateway.conventions.Inputs;
import dev.toktra.gateway.conventions.Made;
import dev.toktra.gateway.conventions.PageFilter;
import dev.toktra.gateway.conventions.ReplyMapper;
import dev.toktra.gateway.conventions.Window;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** API keys of the caller's organisation. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApiKeyResource {

    private final Caller caller;
    private final ApiKeyStore keys;
    private final IdempotencyStore idempotency;
    private final SecureRandom random;
    private final Clock clock;

    @SuppressWarnings("checkstyle:ParameterNumber") // wiring only
    ApiKeyResource(Caller caller, ApiKeyStore keys, IdempotencyStore idempotency, SecureRandom random, Clock clock) {
        this.caller = caller;
        this.keys = keys;
        this.idempotency = idempotency;
        this.random = random;
        this.clock = clock;
    }

    /** A key as it is asked for. */
    @Schema(name = "NewApiKey")
    public record NewApiKey(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable String expiresAt) {}

    /** A key as it is shown. */
    @Schema(name = "ApiKey")
    public record ShownKey(
            UUID keyId,
            String name,
            String hint,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {

        static ShownKey of(ApiKey key) {
            List<String> scopes =
                    key.scopes().stream().map(Scope::word).sorted().toList();
            return new ShownKey(
                    key.keyId(),
                    key.name(),
                    key.hint(),
                    scopes,
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.lastUsedAt());
        }
    }

    /** A key that was just made: the only time that it is shown whole. */
    @Schema(name = "CreatedApiKey")
    public record CreatedKey(ShownKey apiKey, @Nullable String secret, boolean secretAlreadyShown) {}

    /** A page of keys. */
    @Schema(name = "ApiKeyList")
    public record ApiKeyList(List<ShownKey> items, @Nullable String nextCursor, boolean hasMore, long totalCount) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            operationId = "listApiKeys",
            summary = "API keys, revoked ones included, oldest first; as CSV all of them")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ApiKeyList.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Uni<Response> list(@BeanParam PageFilter page, @Context HttpHeaders headers) {
        Window window = page.window(headers);
        return keys.list(caller.org(), window)
                .map(found -> ReplyMapper.list(window, found, ShownKey::of, ApiKeyResource::table));
    }

    @POST
    @Operation(operationId = "createApiKey", summary = "A new API key; the answer is the only one that shows it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CreatedKey.class)))
    public Uni<Response> create(NewApiKey wanted, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        ApiKey key = key(wanted, caller.org());
        Deed deed = new Deed(caller.org(), caller.subject(), idempotencyKey, "POST /v1/api-keys", wanted);
        return idempotency.once(deed, () -> make(key)).map(ReplyMapper::response);
    }

    @DELETE
    @Path("/{key_id}")
    @Operation(operationId = "revokeApiKey", summary = "Revokes a key at once and for good")
    @APIResponse(responseCode = "204")
    public Uni<Void> revoke(@PathParam("key_id") String keyId) {
        return keys.revoke(caller.org(), Inputs.pathId(keyId, "key"), clock.instant());
    }

    private Uni<Made> make(ApiKey key) {
        KeySecret secret = KeySecret.random(random);
        return keys.add(key, secret)
                .map(ShownKey::of)
                .map(shown -> new Made(
                        "/v1/api-keys/" + shown.keyId(),
                        new CreatedKey(shown, secret.reveal(), false),
                        new CreatedKey(shown, null, true)));
    }

    private ApiKey key(NewApiKey wanted, UUID orgId) {
        Instant now = clock.instant();
        Inputs inputs = new Inputs();
        String name = inputs.text("/name", wanted.name(), Inputs.NAME);
        Instant expiresAt = inputs.optionalInstant("/expires_at", wanted.expiresAt());
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            inputs.wrong("/expires_at", "must be in the future");
        }
        Set<Scope> scopes = scopes(wanted.scopes() == null ? List.of() : wanted.scopes(), inputs);
        inputs.check();
        return new ApiKey(orgId, UuidCreator.getTimeOrderedEpoch(), name, "", scopes, now, expiresAt, null, null);
    }

    private static Set<Scope> scopes(List<@Nullable String> words, Inputs inputs) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int at = i;
            Scope.of(word == null ? "" : word)
                    .ifPresentOrElse(
                            scopes::add, () -> inputs.wrong("/scopes/" + at, "must be one of " + Scope.words()));
        }
        if (words.isEmpty()) {
            inputs.wrong("/scopes", "must name at least one of " + Scope.words());
        }
        return scopes;
    }

    private static String table(List<ApiKey> keys) {
        return Csv.of(
                List.of("key_id", "name", "hint", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at"),
                keys,
                key -> Csv.cells(
                        key.keyId(),
                        key.name(),
                        key.hint(),
                        String.join(" ", ShownKey.of(key).scopes()),
                        key.createdAt(),
                        key.expiresAt(),
                        key.revokedAt(),
                        key.lastUsedAt()));
    }
}
