package dev.toktra.ingest.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.devstack.fixture.TestCallers;
import dev.toktra.devstack.fixture.TestPki;
import dev.toktra.devstack.fixture.TestStack;
import dev.toktra.devstack.pki.DeviceCredential;
import dev.toktra.ingest.fixture.Directory;
import dev.toktra.ingest.fixture.Ports;
import dev.toktra.ingest.fixture.SentJson;
import dev.toktra.ingest.fixture.TestDevice;
import dev.toktra.ingest.fixture.TestDevice.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestStack.class)
class PortsTest {

    private static final String HEARTBEAT = SentJson.stream(UUID.randomUUID()).text();

    private static TestDevice anonymous() {
        return TestDevice.with(TestPki.running().withoutCertificate());
    }

    private static Answer post(TestDevice client, URI address) {
        return client.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TestCallers.token(client.orgId(), "ingest-service", "admin"))
                .POST(HttpRequest.BodyPublishers.ofString(HEARTBEAT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/events/", "/v1/../v1/events", "//v1//events", "/v1;a=b/events;c=d"})
    void devicePathAnswersOnNoOtherPort(String path) {
        assertThat(post(anonymous(), Ports.internal(path)).status()).isEqualTo(404);
        assertThat(anonymous().get(Ports.internal(path)).status()).isEqualTo(404);
        assertThat(post(anonymous(), Ports.management(path)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/devices",
                "/v1/pki/enroll",
                "/q/health/ready",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/v1/events/more",
                "/v1/eventsx"
            })
    void devicePortAnswersNothingElse(String path) {
        Answer answer = TestDevice.of(UUID.randomUUID()).get(Ports.device(path));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void healthMetricsAndOpenApiAreOnTheManagementPortOnly() {
        for (String path : new String[] {"/q/health/ready", "/q/health/live", "/q/metrics", "/q/openapi"}) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    anonymous().get(Ports.management(path)).status())
                            .as(path)
                            .isEqualTo(200));
            assertThat(anonymous().get(Ports.internal(path)).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void noCertificateIsNobody() {
        Answer answer = post(anonymous(), Ports.device("/v1/events"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("unauthorized");
        assertThat(answer.text("detail")).contains("certificate");
    }

    @Test
    void certificateOfAnotherAuthorityFailsTheHandshake() {
        DeviceCredential stranger = TestPki.stranger().device(UUID.randomUUID(), UUID.randomUUID());
        TestDevice impostor = TestDevice.with(new DeviceCredential(
                        stranger.certificate(),
                        stranger.key(),
                        TestPki.running().authority().certificate())
                .sslContext());

        assertThatThrownBy(() -> impostor.post(HEARTBEAT)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void expiredCertificateFailsTheHandshake() {
        TestDevice late = TestDevice.with(TestPki.running()
                .expiredDevice(UUID.randomUUID(), UUID.randomUUID())
                .sslContext());

        assertThatThrownBy(() -> late.post(HEARTBEAT)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void nothingBelowTls13IsSpoken() throws IOException {
        SSLContext tls = TestPki.running().withoutCertificate();
        URI port = Ports.device("/");
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(port.getHost(), port.getPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void malformedRequestsOverTlsAreProblemsToo() throws IOException {
        SSLContext tls =
                TestPki.running().device(UUID.randomUUID(), UUID.randomUUID()).sslContext();
        URI port = Ports.device("/");
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(port.getHost(), port.getPort())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(60_000) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json", "headers_too_large");
        }
    }

    @Test
    void reloadedServerCertificateLeavesClientAuthenticationOn() throws IOException {
        TestDevice known = TestDevice.of(Directory.organisation(390));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> known.post(HEARTBEAT).status() == 200);
        BigInteger before = servedSerial();
        Path server = TestPki.running().directory().resolve("server.pem");
        Files.delete(server);
        TestPki.running();

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> !servedSerial().equals(before));
        assertThat(post(anonymous(), Ports.device("/v1/events")).status()).isEqualTo(401);
        certificateOfAnotherAuthorityFailsTheHandshake();
        assertThat(TestDevice.of(known.orgId()).post(HEARTBEAT).status()).isEqualTo(200);
    }

    private static BigInteger servedSerial() throws IOException {
        URI port = Ports.device("/");
        try (SSLSocket socket = (SSLSocket) TestPki.running()
                .withoutCertificate()
                .getSocketFactory()
                .createSocket(port.getHost(), port.getPort())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
