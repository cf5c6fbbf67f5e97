package dev.toktra.reconciliation.providers.http;

import dev.toktra.reconciliation.providers.Access;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that are used until shortly before they end; in memory only. */
public final class BearerTokens {

    /** A token is renewed so long before its end that no call runs into it. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<Access, Token> tokens = new ConcurrentHashMap<>();

    public BearerTokens(Clock clock) {
        this.clock = clock;
    }

    /** The token of an access, or the one that {@code grant} gives, which is kept. */
    public Uni<String> of(Access access, Uni<Token> grant) {
        Instant now = clock.instant();
        return Optional.ofNullable(tokens.get(access))
                .filter(token -> now.isBefore(token.goodUntil))
                .map(token -> Uni.createFrom().item(token.value))
                .orElseGet(() -> grant.invoke(token -> keep(access, token)).map(token -> token.value));
    }

    /** The next call asks for a new one. */
    public void forget(Access access) {
        tokens.remove(access);
    }

    /** A token that was given for so many seconds; half of them count if there are few. */
    public Token token(String value, long seconds) {
        Duration given = Duration.ofSeconds(Math.min(seconds, 86_400));
        Duration half = given.dividedBy(2);
        Duration good = half.compareTo(MARGIN) < 0 ? half : given.minus(MARGIN);
        return new Token(value, clock.instant().plus(good));
    }

    private void keep(Access access, Token token) {
        Instant now = clock.instant();
        tokens.values().removeIf(old -> !now.isBefore(old.goodUntil));
        tokens.put(access, token);
    }

    /** A token and until when it is used; never printed. */
    public static final class Token {
        private final String value;
        private final Instant goodUntil;

        private Token(String value, Instant goodUntil) {
            this.value = value;
            this.goodUntil = goodUntil;
        }
    }
}
