package dev.toktra.devstack.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int URI_NAME = 6;

    @TempDir
    Path directory;

    @Test
    void deviceIsNamedByOrganisationAndIdInTheSan() throws Exception {
        UUID org = UUID.randomUUID();
        UUID device = UUID.randomUUID();

        DeviceCredential credential = authority(NOW).issue(org, device);

        X509Certificate certificate = credential.certificate();
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(URI_NAME, "spiffe://toktra.local/org/" + org + "/device/" + device));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        certificate.verify(credential.authority().getPublicKey());
    }

    @Test
    void deviceIsValidFromFiveMinutesAgoFor90Days() {
        X509Certificate certificate =
                authority(NOW).issue(UUID.randomUUID(), UUID.randomUUID()).certificate();

        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofMinutes(5)));
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void expiredDeviceCanBeMadeForTests() {
        X509Certificate certificate = authority(NOW)
                .issue(UUID.randomUUID(), UUID.randomUUID(), Duration.ofHours(-1))
                .certificate();

        assertThatThrownBy(() -> certificate.checkValidity(Date.from(NOW)))
                .isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void authorityIsKeptAndServerCertificateIsRenewedInTime() throws Exception {
        X509Certificate first = authority(NOW).certificate();
        X509Certificate server = Pem.certificate(directory.resolve("server.pem"));
        assertThat(server.getSubjectAlternativeNames()).contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));

        assertThat(authority(NOW.plus(Duration.ofDays(300))).certificate()).isEqualTo(first);
        assertThat(Pem.certificate(directory.resolve("server.pem"))).isEqualTo(server);

        authority(NOW.plus(Duration.ofDays(340)));
        assertThat(Pem.certificate(directory.resolve("server.pem"))).isNotEqualTo(server);
    }

    @Test
    void keysArePkcs8AndForTheirOwnerOnly() throws Exception {
        authority(NOW);

        for (String key : List.of("device-ca.key", "server.key")) {
            assertThat(directory.resolve(key)).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
            assertThat(Files.getPosixFilePermissions(directory.resolve(key))).hasSize(2);
        }
    }

    private DeviceAuthority authority(Instant now) {
        return DeviceAuthority.in(directory, Clock.fixed(now, ZoneOffset.UTC));
    }
}
