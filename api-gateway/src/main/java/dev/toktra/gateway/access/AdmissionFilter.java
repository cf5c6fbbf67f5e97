package dev.toktra.gateway.access;

import dev.toktra.callerscope.Caller;
import dev.toktra.callerscope.CallerSource;
import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, once for each request. */
@ApplicationScoped
public class AdmissionFilter implements CallerSource {

    private static final String ATTRIBUTE = "toktra.admitted";
    private static final String BEARER = "bearer ";

    private final ApiKeyStore keys;
    private final LastUses uses;
    private final Clock clock;

    public AdmissionFilter(ApiKeyStore keys, LastUses uses, Clock clock) {
        this.keys = keys;
        this.uses = uses;
        this.clock = clock;
    }

    /** The caller whom the request's {@code Authorization} header proves; fails with a 401 if it proves nobody. */
    @Override
    public Uni<Caller> callerOf(RoutingContext request) {
        Caller admitted = request.get(ATTRIBUTE);
        return admitted != null
                ? Uni.createFrom().item(admitted)
                : Uni.createFrom()
                        .item(bearer(request.request().getHeader("Authorization"))
                                .flatMap(KeySecret::of))
                        .chain(secret -> secret.map(keys::with)
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                        .map(found -> admitted(found.filter(key -> key.worksAt(clock.instant()))))
                        .invoke(caller -> request.put(ATTRIBUTE, caller));
    }

    private Caller admitted(Optional<ApiKey> found) {
        ApiKey key = found.orElseThrow(
                () -> Problem.unauthorized("This needs a valid API key: Authorization: Bearer tk_live_….")
                        .withHeader("WWW-Authenticate", "Bearer"));
        uses.note(key.keyId(), clock.instant());
        return key.caller();
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
