package dev.toktra.ingest.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.queue.AwayStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AwayStack.class)
class SlowSendersTest {

    @Test
    void bodyThatNeverEndsIsEndedByTheDeadline() throws IOException {
        URI port = Ports.device("/");
        long from = System.nanoTime();
        try (SSLSocket socket = (SSLSocket) TestPki.running()
                .device(UUID.randomUUID(), UUID.randomUUID())
                .sslContext()
                .getSocketFactory()
                .createSocket(port.getHost(), port.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("application/problem+json", "request_timeout");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }
}
