package dev.toktra.reconciliation.providers.vertex;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.Dialect;
import dev.toktra.reconciliation.providers.http.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Google's token endpoint, whose errors are {@code {"error":"invalid_grant","error_description"}}. */
record GoogleSignIn() implements Dialect {

    @Override
    public String name() {
        return "Google's sign-in";
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
        return Trouble.of(
                Failure.UNAUTHORIZED,
                "Google does not accept the service account's key" + refused.hint("/error")
                        + ". It may be deleted, disabled or of another account, or this machine's clock is wrong.");
    }
}
