package dev.toktra.callerscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Collections;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayKeysTest {

    private static final CallerConfig DEFAULTS =
            new Settings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final EllipticCurveJsonWebKey FIRST = Signed.key("first");
    private static final EllipticCurveJsonWebKey SECOND = Signed.key("second");

    private record Settings(Duration leeway, Duration keyRefetch, Duration keyRetry, Duration keyTimeout)
            implements CallerConfig {}

    private final Vertx vertx = Vertx.vertx();
    private final StubGateway gateway = new StubGateway();
    private final TestClock clock = new TestClock();
    private final GatewayKeys keys =
            new GatewayKeys(new GatewayKeysClient(vertx, DEFAULTS, gateway.url() + "/"), DEFAULTS, clock);

    @AfterEach
    void stop() {
        gateway.close();
        vertx.closeAndAwait();
    }

    private PublicKey key(String id) {
        return keys.keyOf(id).await().atMost(Duration.ofSeconds(5));
    }

    @Test
    void keysAreFetchedOnceAndKeptInMemory() {
        gateway.tell(Signed.keySet(FIRST));
        assertThat(key("first")).isEqualTo(FIRST.getECPublicKey());
        gateway.close();
        clock.forward(Duration.ofDays(30));
        assertThat(key("first")).isEqualTo(FIRST.getECPublicKey());
        assertThat(gateway.asked()).isEqualTo(1);
    }

    @Test
    void aRotatedKeyIsFetchedAndTheOldOneForgotten() {
        gateway.tell(Signed.keySet(FIRST));
        key("first");
        gateway.tell(Signed.keySet(SECOND));
        clock.forward(Duration.ofSeconds(10));
        assertThat(key("second")).isEqualTo(SECOND.getECPublicKey());
        assertThatThrownBy(() -> key("first")).isInstanceOf(TokenRefused.class);
    }

    @Test
    void unknownKeysAskTheGatewayAtMostEveryTenSeconds() {
        gateway.tell(Signed.keySet(FIRST));
        key("first");
        clock.forward(Duration.ofSeconds(9));
        assertThatThrownBy(() -> key("forged")).isInstanceOf(TokenRefused.class);
        assertThat(gateway.asked()).isEqualTo(1);
        clock.forward(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> key("forged")).isInstanceOf(TokenRefused.class);
        }
        assertThat(gateway.asked()).isEqualTo(2);
    }

    @Test
    void manyAtOnceAskOnce() {
        gateway.tell(Signed.keySet(FIRST));
        Uni.join()
                .all(Collections.nCopies(50, Uni.createFrom().deferred(() -> keys.keyOf("first"))))
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(5));
        assertThat(gateway.asked()).isEqualTo(1);
    }

    @Test
    void aGatewayThatCannotBeAskedIsA503AndAskedAgainASecondLater() {
        gateway.answer(500);
        assertThatThrownBy(() -> key("first")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
        gateway.answer(200);
        gateway.tell(Signed.keySet(FIRST));
        assertThatThrownBy(() -> key("first")).isInstanceOf(Problem.class);
        clock.forward(Duration.ofSeconds(1));
        assertThat(key("first")).isEqualTo(FIRST.getECPublicKey());
    }

    @Test
    void anAnswerThatIsNoKeySetForgetsNothing() {
        gateway.tell(Signed.keySet(FIRST));
        key("first");
        gateway.tell("<html>maintenance</html>");
        clock.forward(Duration.ofSeconds(10));
        assertThatThrownBy(() -> key("second")).isInstanceOf(Problem.class);
        assertThat(key("first")).isEqualTo(FIRST.getECPublicKey());
    }

    @Test
    void anAddressThatIsNoneIsRefusedInASentence() {
        assertThatThrownBy(() -> new GatewayKeysClient(vertx, DEFAULTS, "gateway:8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toktra.gateway.url");
    }
}
