package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Trouble;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** How one access to a provider is spoken: what identifies us, and what its refusals mean. */
public interface Dialect {

    /** The provider's name for people, such as {@code OpenAI}. */
    String name();

    /** The headers that identify us; fails with a {@link ProviderFault} where they cannot be had. */
    Uni<Map<String, String>> headers();

    /** After a 401: forgets what identified us; false if the same again is all there is. */
    default boolean renew() {
        return false;
    }

    /** What a refusal means and what to do about it. */
    Trouble trouble(Refused refused);

    /** What a status means with every provider. */
    static Failure failure(int status) {
        if (status == 408 || status >= 500) {
            return Failure.UNAVAILABLE;
        }
        return switch (status) {
            case 401 -> Failure.UNAUTHORIZED;
            case 403 -> Failure.FORBIDDEN;
            case 429 -> Failure.RATE_LIMITED;
            default -> Failure.REFUSED;
        };
    }

    /** Words for what is the same with every provider. */
    default Trouble usual(Refused refused, String hint) {
        Failure failure = failure(refused.status());
        String words = switch (failure) {
            case UNAVAILABLE -> name() + " fails at the moment with status " + refused.status() + hint + ".";
            case RATE_LIMITED -> name() + " was asked too often" + hint + ".";
            default ->
                refused.status() / 100 == 3
                        ? name() + " answers with a redirect, which is not followed: check the address."
                        : name() + " refuses the question with status " + refused.status() + hint + ".";
        };
        return Trouble.of(failure, words).after(refused.retryAfter());
    }
}
