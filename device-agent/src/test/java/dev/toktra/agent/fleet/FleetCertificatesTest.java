package dev.toktra.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toktra.agent.sender.DeviceCredential;
import dev.toktra.agent.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetCertificatesTest {

    private static final UUID ORG = UUID.fromString("0193fd70-0000-7000-8000-000000000001");
    private static final UUID DEVICE = UUID.fromString("0193fd70-0000-7000-8000-000000000002");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void namesOrganisationAndDeviceAndServesClientsOnly() throws Exception {
        TestAuthority authority = TestAuthority.in(directory.resolve("ca"));
        X509Certificate certificate =
                read(certificates(authority, NOW).of(ORG, DEVICE).certificate());
        assertThat(certificate.getSubjectAlternativeNames().iterator().next().get(1))
                .isEqualTo("spiffe://toktra.local/org/" + ORG + "/device/" + DEVICE);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(NOW.minus(Duration.ofMinutes(5))));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(90))));
        certificate.verify(read(authority.trust()).getPublicKey());
    }

    @Test
    void keysAreForTheOwnersEyesOnly() throws IOException {
        DeviceCredential credential =
                certificates(TestAuthority.in(directory.resolve("ca")), NOW).of(ORG, DEVICE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credential.key())))
                .isEqualTo("rw-------");
        assertThat(credential.key()).isEqualTo(directory.resolve("devices").resolve(DEVICE + ".key"));
    }

    @Test
    void keepsACertificateUntilItRunsOutOrTheAuthorityIsAnother() throws Exception {
        TestAuthority authority = TestAuthority.in(directory.resolve("ca"));
        X509Certificate first =
                read(certificates(authority, NOW).of(ORG, DEVICE).certificate());
        X509Certificate later = read(certificates(authority, NOW.plus(Duration.ofDays(80)))
                .of(ORG, DEVICE)
                .certificate());
        assertThat(later).isEqualTo(first);
        X509Certificate renewed =
                read(certificates(authority, NOW.plus(Duration.ofDays(89).plusHours(1)))
                        .of(ORG, DEVICE)
                        .certificate());
        assertThat(renewed.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        TestAuthority other = TestAuthority.in(directory.resolve("other-ca"));
        X509Certificate foreign = read(certificates(other, NOW).of(ORG, DEVICE).certificate());
        foreign.verify(read(other.trust()).getPublicKey());
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> FleetCertificates.signedBy(
                        directory.resolve("nowhere"), directory.resolve("devices"), Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("device-ca.pem is missing");
    }

    private FleetCertificates certificates(TestAuthority authority, Instant now) throws IOException {
        return FleetCertificates.signedBy(
                authority.directory(), directory.resolve("devices"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
