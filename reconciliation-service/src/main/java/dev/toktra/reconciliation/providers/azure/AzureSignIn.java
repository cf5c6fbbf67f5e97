package dev.toktra.reconciliation.providers.azure;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Dialect;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Microsoft Entra's token endpoint, whose errors have numbers such as AADSTS7000215. */
record AzureSignIn() implements Dialect {

    private static final Map<String, String> KNOWN = Map.of(
            "AADSTS7000215", "The client secret is wrong. Use the secret's value, not its id.",
            "AADSTS7000222", "The client secret has expired. Make a new one for the application.",
            "AADSTS700016", "The tenant does not know the application. Check client id and tenant.",
            "AADSTS90002", "There is no such tenant. Check the tenant's id.",
            "AADSTS900023", "There is no such tenant. Check the tenant's id.");

    @Override
    public String name() {
        return "Microsoft's sign-in";
    }

    @Override
    public Uni<Map<String, String>> headers() {
        return Uni.createFrom().item(Map.of());
    }

    @Override
    public Trouble trouble(Refused refused) {
        if (refused.status() != 400 && refused.status() != 401) {
            return usual(refused, refused.hint("/error"));
        }
        String description = refused.text("/error_description");
        String words = KNOWN.entrySet().stream()
                .filter(known -> description.startsWith(known.getKey() + ":"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Azure does not accept the application" + refused.hint("/error")
                        + ". Check tenant, client id and client secret.");
        return Trouble.of(Failure.UNAUTHORIZED, words);
    }
}
