package dev.toktra.reconciliation.providers.azure;

import dev.toktra.reconciliation.providers.Access.AzureAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Address;
import dev.toktra.reconciliation.providers.http.BearerDialect;
import dev.toktra.reconciliation.providers.http.BearerTokens;
import dev.toktra.reconciliation.providers.http.Grant;
import dev.toktra.reconciliation.providers.http.ProviderHttpClient;
import dev.toktra.reconciliation.providers.http.Query;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Locale;

/** A token of the application in the header, and errors as {@code {"error":{"code","message"}}}. */
record AzureDialect(AzureAccess access, BearerTokens tokens, ProviderHttpClient http) implements BearerDialect {

    @Override
    public String name() {
        return "Azure";
    }

    @Override
    public Trouble trouble(Refused refused) {
        return switch (refused.status()) {
            case 400 -> refusedQuestion(refused);
            case 401 ->
                Trouble.of(
                        Failure.UNAUTHORIZED,
                        "Azure does not accept the application's token. Check that tenant and management address belong"
                                + " to the same cloud.");
            case 403 ->
                Trouble.of(
                        Failure.FORBIDDEN,
                        "The application may not read this. Give it the roles Reader and Monitoring Reader on each"
                                + " subscription.");
            case 404 ->
                Trouble.of(
                        Failure.REFUSED,
                        "Azure does not find a subscription or resource" + refused.hint("/error/code")
                                + ". Check the subscriptions, and that the application has roles there.");
            default -> usual(refused, refused.hint("/error/code"));
        };
    }

    private Trouble refusedQuestion(Refused refused) {
        String message = refused.text("/error/message").toLowerCase(Locale.ROOT);
        if (message.contains("invalid time grain")) {
            return Trouble.of(Failure.WIDTH_REFUSED, "Azure has no metrics of this width for this time.");
        }
        if (message.contains("retention") || message.contains("too far in the past")) {
            return Trouble.of(Failure.TOO_FAR_BACK, "Azure keeps no metrics from so long ago.");
        }
        return usual(refused, refused.hint("/error/code"));
    }

    /** The scope is that of the management address, which is another one in other clouds. */
    @Override
    public Uni<BearerTokens.Token> grant() {
        String management = access.management().toString().replaceAll("/+$", "");
        Query form = Query.NONE
                .with("grant_type", "client_credentials")
                .with("client_id", access.clientId())
                .with("client_secret", access.clientSecret().reveal())
                .with("scope", management + "/.default");
        return http.post(
                        new AzureSignIn(),
                        new Address(access.login()).at(access.tenant() + "/oauth2/v2.0/token", Query.NONE),
                        form)
                .map(body -> new Grant(body, "Microsoft's sign-in").in(tokens));
    }
}
