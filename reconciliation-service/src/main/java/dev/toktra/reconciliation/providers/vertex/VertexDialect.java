package dev.toktra.reconciliation.providers.vertex;

import dev.toktra.reconciliation.providers.Access.VertexAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.BearerDialect;
import dev.toktra.reconciliation.providers.http.BearerTokens;
import dev.toktra.reconciliation.providers.http.Grant;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Locale;

/** A token of the service account in the header, and errors as {@code {"error":{"code","status","message"}}}. */
record VertexDialect(VertexAccess access, BearerTokens tokens, ProviderHttpClient http, Clock clock)
        implements BearerDialect {

    @Override
    public String name() {
        return "Google Cloud";
    }

    @Override
    public Trouble trouble(Refused refused) {
        return switch (refused.status()) {
            case 400 -> refusedQuestion(refused);
            case 401 ->
                Trouble.of(
                        Failure.UNAUTHORIZED,
                        "Google Cloud does not accept the service account's token. Check that the account is enabled.");
            case 403 ->
                Trouble.of(
                        Failure.FORBIDDEN,
                        "The service account may not read this. Give it the role Monitoring Viewer"
                                + " (roles/monitoring.viewer) in each project, and switch on the Cloud Monitoring API.");
            default -> usual(refused, refused.hint("/error/status"));
        };
    }

    private Trouble refusedQuestion(Refused refused) {
        String message = refused.text("/error/message");
        if (message.contains("alignmentPeriod") || message.contains("alignment_period")) {
            return Trouble.of(Failure.WIDTH_REFUSED, "Google Cloud has no sums of this width for this time.");
        }
        if (message.toLowerCase(Locale.ROOT).contains("retention")
                || message.contains("interval.startTime")
                || message.contains("too far in the past")) {
            return Trouble.of(Failure.TOO_FAR_BACK, "Google Cloud keeps no figures from so long ago.");
        }
        return usual(refused, refused.hint("/error/status"));
    }

    @Override
    public Uni<BearerTokens.Token> grant() {
        Query form = Query.NONE
                .with("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .with("assertion", ServiceAccountMapper.assertion(access, clock.instant()));
        return http.post(new GoogleSignIn(), access.token(), form)
                .map(body -> new Grant(body, "Google's sign-in").in(tokens));
    }
}
