package dev.toktra.reconciliation.providers.http;

import static dev.toktra.reconciliation.providers.Calls.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.toktra.reconciliation.providers.Calls;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.Samples;
import dev.toktra.reconciliation.providers.Trouble;
import dev.toktra.reconciliation.providers.http.ScriptedServer.Reply;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderHttpClientTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final Reply GOOD = Reply.ok("{'ok': true}");

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicInteger renewals = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!doctype html><html/>", "", "[]", "7", "{\"ok\": true", "{} {}", "{\"a\": NaN}", "null"})
    void onlyAJsonObjectIsAnAnswer(String body) {
        server.then(Reply.of(200, body));
        assertThat(trouble(Calls.USUAL).failure()).isEqualTo(Failure.BROKEN_ANSWER);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void longAnswerIsNotReadToItsEnd() {
        server.then(Reply.ok("{'a': '" + "x".repeat(200_000) + "'}"));
        assertThat(trouble(Calls.USUAL.ofBytes(100_000)).words()).contains("longer than 100000 bytes");
    }

    @Test
    void answerThatStopsHalfwayEndsInTime() {
        server.then(Reply.ok("{'a': '" + "x".repeat(1_000) + "'}").half());
        Trouble trouble = trouble(Calls.USUAL.impatient());
        assertThat(trouble.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(trouble.words()).contains("did not answer within");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void redirectIsNotFollowed() {
        server.then(Reply.of(302, "").header("Location", server.at("/elsewhere").toString()));
        assertThat(trouble(Calls.USUAL).failure()).isEqualTo(Failure.REFUSED);
        assertThat(server.asked()).containsExactly("GET /x");
    }

    @Test
    void failureThatPassesIsNotSeen() {
        server.then(Reply.of(500, "")).then(Reply.of(529, "{}")).then(GOOD);
        assertThat(item(client(Calls.USUAL).get(new Plain("key"), server.at("/x"))))
                .isEqualTo(Samples.json("{'ok': true}"));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void failureThatStaysEndsAfterTheTries() {
        server.then(Reply.of(502, "<html>secret-key</html>"));
        assertThat(trouble(Calls.USUAL).failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void longRetryAfterIsHandedOnAndNotWaitedFor() {
        server.then(Reply.of(429, "").header("Retry-After", "120"));
        assertThat(trouble(Calls.USUAL).retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void retryAfterMayBeADate() {
        server.then(Reply.of(503, "").header("Retry-After", "Fri, 20 Nov 2026 12:10:00 GMT"));
        assertThat(trouble(Calls.USUAL).retryAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void limitWithoutRetryAfterIsTriedAgain() {
        server.then(Reply.of(429, ""))
                .then(Reply.of(429, "").header("Retry-After", "soon"))
                .then(GOOD);
        item(client(Calls.USUAL).get(new Plain("key"), server.at("/x")));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void keyThatNoHeaderTakesIsRefusedWithoutQuotingIt() {
        server.then(GOOD);
        Trouble trouble = trouble(Calls.USUAL, new Plain("secret\nkey"));
        assertThat(trouble.failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(trouble.words()).doesNotContain("secret");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void unreachableHostIsUnavailable() {
        server.close();
        Trouble trouble = trouble(Calls.USUAL);
        assertThat(trouble.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(trouble.words()).contains("could not be reached (ConnectException)");
    }

    @Test
    void unsubscribingEndsTheCallUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            Cancellable call =
                    client(Calls.USUAL).get(new Plain("key"), uri).subscribe().with(answer -> {}, failure -> {});
            try (Socket connection = silent.accept()) {
                connection.setSoTimeout(3_000);
                assertThat(connection.getInputStream().read()).isEqualTo('G');
                call.cancel();
                assertThat(connection.getInputStream().readAllBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void unauthorizedIsRenewedOnce() {
        server.then(Reply.of(401, ""));
        assertThat(trouble(Calls.USUAL, new Renewing()).failure()).isEqualTo(Failure.UNAUTHORIZED);
        assertThat(server.asked()).hasSize(2);
        assertThat(renewals).hasValue(1);
    }

    @Test
    void faultOfTheSignInIsNotTriedAgainForTheCallThatNeedsIt() {
        server.then(Reply.of(503, ""));
        ProviderHttpClient client = client(Calls.USUAL);
        assertThat(trouble(client, new SigningIn(client)).failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(server.asked()).containsExactly("POST /token a=b", "POST /token a=b", "POST /token a=b");
    }

    private Trouble trouble(Calls calls) {
        return trouble(calls, new Plain("secret-key"));
    }

    private Trouble trouble(Calls calls, Dialect dialect) {
        return trouble(client(calls), dialect);
    }

    private Trouble trouble(ProviderHttpClient client, Dialect dialect) {
        ProviderFault fault =
                catchThrowableOfType(ProviderFault.class, () -> item(client.get(dialect, server.at("/x"))));
        assertThat(fault.getMessage()).doesNotContain("secret-key");
        assertThat(fault.getCause()).isNull();
        return fault.trouble();
    }

    private ProviderHttpClient client(Calls calls) {
        return calls.http(CLOCK);
    }

    private record Plain(String key) implements Dialect {
        @Override
        public String name() {
            return "A provider";
        }

        @Override
        public Uni<Map<String, String>> headers() {
            return Uni.createFrom().item(Map.of("Authorization", "Bearer " + key));
        }

        @Override
        public Trouble trouble(Refused refused) {
            return usual(refused, "");
        }
    }

    private final class Renewing implements Dialect {
        private final Plain plain = new Plain("secret-key");

        @Override
        public String name() {
            return plain.name();
        }

        @Override
        public Uni<Map<String, String>> headers() {
            return plain.headers();
        }

        @Override
        public boolean renew() {
            return renewals.incrementAndGet() > 0;
        }

        @Override
        public Trouble trouble(Refused refused) {
            return Trouble.of(Failure.UNAUTHORIZED, "");
        }
    }

    private final class SigningIn implements Dialect {
        private final ProviderHttpClient client;

        SigningIn(ProviderHttpClient client) {
            this.client = client;
        }

        @Override
        public String name() {
            return "A provider";
        }

        @Override
        public Uni<Map<String, String>> headers() {
            return client.post(new Plain("secret-key"), server.at("/token"), Query.NONE.with("a", "b"))
                    .map(body -> Map.of());
        }

        @Override
        public Trouble trouble(Refused refused) {
            return usual(refused, "");
        }
    }
}
