package dev.toktra.callerscope;

import dev.toktra.problem.Problem;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Knows callers by the gateway's token in {@code Authorization: Bearer}. */
@DefaultBean
@ApplicationScoped
class TokenCallers implements CallerSource {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_.=-]+)");
    private static final String CHALLENGE = "Bearer realm=\"toktra\"";

    private final GatewayKeys keys;
    private final CallerTokens tokens;

    TokenCallers(
            GatewayKeys keys,
            CallerConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.keys = keys;
        this.tokens = new CallerTokens(service, config.leeway(), clock);
    }

    @Override
    public Uni<Caller> callerOf(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization.strip());
        return bearer.matches()
                ? verified(bearer.group(1))
                : Uni.createFrom().failure(unauthorized("This needs a caller token of the gateway.", CHALLENGE));
    }

    private Uni<Caller> verified(String token) {
        return Uni.createFrom()
                .item(() -> tokens.keyIdOf(token))
                .flatMap(keys::keyOf)
                .map(key -> tokens.verify(token, key))
                .onFailure(TokenRefused.class)
                .transform(refusal ->
                        unauthorized(String.valueOf(refusal.getMessage()), CHALLENGE + ", error=\"invalid_token\""));
    }

    private static Problem unauthorized(String detail, String challenge) {
        return Problem.unauthorized(detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
}
