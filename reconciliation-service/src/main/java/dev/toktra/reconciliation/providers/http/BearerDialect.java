package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Access;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** A dialect whose header holds a token that is asked for with the access, used until it expires and renewed after a 401. */
public interface BearerDialect extends Dialect {

    Access access();

    BearerTokens tokens();

    /** Asks for a token. */
    Uni<BearerTokens.Token> grant();

    @Override
    default Uni<Map<String, String>> headers() {
        return tokens().of(access(), Uni.createFrom().deferred(this::grant))
                .map(token -> Map.of("Authorization", "Bearer " + token));
    }

    @Override
    default boolean renew() {
        tokens().forget(access());
        return true;
    }
}
