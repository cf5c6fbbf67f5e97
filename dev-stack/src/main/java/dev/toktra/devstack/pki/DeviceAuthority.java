package dev.toktra.devstack.pki;

import dev.toktra.devstack.process.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of devices on a developer's machine. Its directory holds {@code device-ca.pem},
 * {@code device-ca.key}, {@code server.pem} and {@code server.key}: P-256, keys in PKCS#8 and readable by the owner only.
 */
public final class DeviceAuthority {

    /** Clocks differ: a certificate is valid a little before it was made. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final Duration DEVICE = Duration.ofDays(90);
    private static final Duration SERVER = Duration.ofDays(365);
    private static final Duration AUTHORITY = Duration.ofDays(3650);

    private final Path directory;
    private final Clock clock;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DeviceAuthority(Path directory, Clock clock, X509Certificate certificate, PrivateKey key) {
        this.directory = directory;
        this.clock = clock;
        this.certificate = certificate;
        this.key = key;
    }

    /** The authority of the directory, made where there is none; its server certificate is renewed when a month is left. */
    public static DeviceAuthority in(Path directory, Clock clock) {
        try {
            Path certificate = directory.resolve("device-ca.pem");
            Path key = directory.resolve("device-ca.key");
            if (!Files.exists(certificate) || !Files.exists(key)) {
                found(directory, clock);
            }
            DeviceAuthority authority =
                    new DeviceAuthority(directory, clock, Pem.certificate(certificate), Pem.privateKey(key));
            authority.renewServer();
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read or make the device authority in " + directory, e);
        }
    }

    public Path directory() {
        return directory;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A key and a certificate for a device of an organisation, valid for 90 days. */
    public DeviceCredential issue(UUID orgId, UUID deviceId) {
        return issue(orgId, deviceId, DEVICE);
    }

    /** The same for any time; with a negative one the certificate has expired already. */
    public DeviceCredential issue(UUID orgId, UUID deviceId, Duration validity) {
        KeyPair pair = Pem.newKeyPair();
        GeneralName name = new GeneralName(
                GeneralName.uniformResourceIdentifier, "spiffe://toktra.local/org/" + orgId + "/device/" + deviceId);
        X509v3CertificateBuilder builder = builder(
                new X500Name("CN=" + deviceId),
                pair.getPublic(),
                clock.instant().plus(validity));
        X509Certificate issued = sign(leaf(builder, new GeneralNames(name), KeyPurposeId.id_kp_clientAuth), key);
        return new DeviceCredential(issued, pair.getPrivate(), certificate);
    }

    private void renewServer() throws IOException, GeneralSecurityException {
        Path file = directory.resolve("server.pem");
        Instant soon = clock.instant().plus(Duration.ofDays(30));
        if (Files.exists(file)
                && Pem.certificate(file).getNotAfter().toInstant().isAfter(soon)) {
            return;
        }
        KeyPair pair = Pem.newKeyPair();
        X509v3CertificateBuilder builder = builder(
                new X500Name("CN=localhost"), pair.getPublic(), clock.instant().plus(SERVER));
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, "ingest-service")
        };
        X509Certificate server = sign(leaf(builder, new GeneralNames(names), KeyPurposeId.id_kp_serverAuth), key);
        PrivateFile.write(directory.resolve("server.key"), Pem.text(pair.getPrivate()));
        Files.writeString(file, Pem.text(server) + Pem.text(certificate));
    }

    private static void found(Path directory, Clock clock) throws IOException {
        Files.createDirectories(directory);
        KeyPair pair = Pem.newKeyPair();
        X500Name name = new X500Name("CN=Toktra development device authority");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(clock.instant().minus(BEFORE)),
                Date.from(clock.instant().plus(AUTHORITY)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        PrivateFile.write(directory.resolve("device-ca.key"), Pem.text(pair.getPrivate()));
        Files.writeString(directory.resolve("device-ca.pem"), Pem.text(sign(builder, pair.getPrivate())));
    }

    private X509v3CertificateBuilder builder(X500Name subject, PublicKey subjectKey, Instant until) {
        Instant now = clock.instant();
        Instant from = until.isBefore(now) ? until.minus(BEFORE) : now.minus(BEFORE);
        return new JcaX509v3CertificateBuilder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                serial(),
                Date.from(from),
                Date.from(until),
                subject,
                subjectKey);
    }

    private static X509v3CertificateBuilder leaf(
            X509v3CertificateBuilder builder, GeneralNames names, KeyPurposeId purpose) {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            return builder;
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom());
    }
}
