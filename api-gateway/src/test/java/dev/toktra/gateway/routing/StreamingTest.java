package dev.toktra.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.gateway.GatewayStack;
import dev.toktra.gateway.TestOrganisation;
import dev.toktra.gateway.TestOrigin;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestStack.class)
@WithTestResource(GatewayStack.class)
@SuppressWarnings("NullAway.Init") // each test starts its origin
class StreamingTest {

    private static final int MIB = 1024 * 1024;

    private final TestOrganisation organisation = TestOrganisation.make();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestOrigin origin;

    @BeforeEach
    void start() {
        origin = TestOrigin.start();
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + organisation.adminKey())
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return client.send(to(path).POST(body).build(), BodyHandlers.ofString());
    }

    /** So many zero bytes without a length: sent chunked. */
    private static BodyPublisher chunked(long bytes) {
        return BodyPublishers.ofInputStream(() -> new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int given = (int) Math.min(left, length);
                left -= given;
                return given;
            }
        });
    }

    @Test
    void bigBodiesGoUpWithAndWithoutALength() throws Exception {
        assertThat(post("/v1/admin/ledger/count", BodyPublishers.ofByteArray(new byte[20 * MIB]))
                        .body())
                .isEqualTo(Integer.toString(20 * MIB));
        assertThat(post("/v1/admin/ledger/count", chunked(20L * MIB)).body()).isEqualTo(Integer.toString(20 * MIB));
    }

    @Test
    void bigBodiesComeDownWithoutBeingHeld() throws Exception {
        HttpResponse<InputStream> answer =
                client.send(to("/v1/usage/big?chunks=1600").build(), BodyHandlers.ofInputStream());
        long read = 0;
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[MIB];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        }

        assertThat(read).isEqualTo(100L * MIB);
    }

    @Test
    void bodyThatIsTooLongIsRefusedWithAndWithoutALength() throws Exception {
        HttpResponse<String> declared = post("/v1/admin/ledger/count", BodyPublishers.ofByteArray(new byte[33 * MIB]));
        HttpResponse<String> undeclared = post("/v1/admin/ledger/count", chunked(33L * MIB));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(undeclared.statusCode()).isEqualTo(413);
        assertThat(undeclared.body()).contains("payload_too_large");
        assertThat(origin.received()).isLessThanOrEqualTo(32L * MIB);
    }

    @Test
    void gatewaysOwnAddressesTakeSmallBodiesOfKnownLength() throws Exception {
        HttpResponse<String> big = post("/v1/users", BodyPublishers.ofByteArray(new byte[2 * MIB]));
        HttpResponse<String> unknown = post("/v1/users", chunked(10));

        assertThat(big.statusCode()).isEqualTo(413);
        assertThat(unknown.statusCode()).isEqualTo(411);
        assertThat(unknown.body()).contains("length-required");
    }

    @Test
    void answerThatIsCutIsNotMadeWhole() {
        assertThatThrownBy(() -> client.send(to("/v1/usage/cut").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answerThatStopsIsCutInTheEnd() {
        assertThatThrownBy(() -> client.send(to("/v1/usage/half").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void serviceThatDoesNotReadIsATimeout() throws Exception {
        HttpResponse<String> answer = post("/v1/admin/ledger/deaf", chunked(30L * MIB));

        assertThat(answer.statusCode()).isEqualTo(504);
    }

    @Test
    void callerWhoStopsSendingIsTold() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /v1/admin/ledger/count HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + organisation.adminKey() + "\r\nContent-Length: 100\r\n\r\nonly this")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[12];

            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void callerWhoGoesAwayIsNotWorkedFor() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET /v1/usage/big?chunks=100000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + organisation.adminKey() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> origin.connections() == 0);
    }
}
