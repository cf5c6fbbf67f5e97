package dev.toktra.reconciliation.providers.http;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.reconciliation.providers.Access;
import dev.toktra.reconciliation.providers.Access.OpenAiAccess;
import dev.toktra.reconciliation.providers.Secret;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BearerTokensTest {

    private static final Access ACCESS = new OpenAiAccess(URI.create("https://host"), Secret.of("one"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final BearerTokens tokens = new BearerTokens(new Moving(now));
    private final AtomicInteger grants = new AtomicInteger();

    @Test
    void tokenIsUsedUntilFiveMinutesBeforeItsEnd() {
        assertThat(token(ACCESS, 3600)).isEqualTo("token-1");
        pass(Duration.ofMinutes(54));
        assertThat(token(ACCESS, 3600)).isEqualTo("token-1");
        pass(Duration.ofMinutes(1));
        assertThat(token(ACCESS, 3600)).isEqualTo("token-2");
    }

    @Test
    void shortTokenIsUsedForHalfItsTime() {
        token(ACCESS, 60);
        pass(Duration.ofSeconds(29));
        assertThat(token(ACCESS, 60)).isEqualTo("token-1");
        pass(Duration.ofSeconds(1));
        assertThat(token(ACCESS, 60)).isEqualTo("token-2");
    }

    @Test
    void everyAccessHasItsOwn() {
        token(ACCESS, 3600);
        Access rotated = new OpenAiAccess(URI.create("https://host"), Secret.of("two"));
        assertThat(token(rotated, 3600)).isEqualTo("token-2");
        assertThat(token(ACCESS, 3600)).isEqualTo("token-1");
    }

    @Test
    void forgottenTokenIsAskedForAgain() {
        token(ACCESS, 3600);
        tokens.forget(ACCESS);
        assertThat(token(ACCESS, 3600)).isEqualTo("token-2");
    }

    private String token(Access access, long seconds) {
        return item(tokens.of(
                access, Uni.createFrom().item(() -> tokens.token("token-" + grants.incrementAndGet(), seconds))));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static final class Moving extends Clock {
        private final AtomicReference<Instant> now;

        Moving(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Objects.requireNonNull(now.get());
        }
    }
}
