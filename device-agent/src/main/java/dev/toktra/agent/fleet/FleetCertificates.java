package dev.toktra.agent.fleet;

import dev.toktra.agent.sender.DeviceCredential;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates of the fleet's devices, signed by the development authority; kept in a directory and made anew when they
 * run out or the authority is another one. Names as in enrolment: the SAN says organisation and device.
 */
public final class FleetCertificates {

    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final Duration RESERVE = Duration.ofDays(1);

    private final X509CertificateHolder authority;
    private final PrivateKey authorityKey;
    private final Path directory;
    private final Clock clock;

    private FleetCertificates(X509CertificateHolder authority, PrivateKey authorityKey, Path directory, Clock clock) {
        this.authority = authority;
        this.authorityKey = authorityKey;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Reads {@code device-ca.pem} and {@code device-ca.key}.
     *
     * @param directory where the devices' files go, {@code <device>.pem} and {@code <device>.key}
     * @throws IOException with a sentence where the authority cannot be read
     */
    public static FleetCertificates signedBy(Path authorityDirectory, Path directory, Clock clock) throws IOException {
        Object certificate = readPem(authorityDirectory.resolve("device-ca.pem"));
        Object key = readPem(authorityDirectory.resolve("device-ca.key"));
        if (!(certificate instanceof X509CertificateHolder authority)) {
            throw new IOException(authorityDirectory.resolve("device-ca.pem") + " holds no certificate");
        }
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        PrivateKey privateKey;
        if (key instanceof PrivateKeyInfo pkcs8) {
            privateKey = converter.getPrivateKey(pkcs8);
        } else if (key instanceof PEMKeyPair pair) {
            privateKey = converter.getKeyPair(pair).getPrivate();
        } else {
            throw new IOException(authorityDirectory.resolve("device-ca.key") + " holds no private key");
        }
        Files.createDirectories(directory);
        return new FleetCertificates(authority, privateKey, directory, clock);
    }

    /** The device's certificate and key, made where they are missing, foreign or about to run out. */
    public DeviceCredential of(UUID orgId, UUID deviceId) throws IOException {
        DeviceCredential credential =
                new DeviceCredential(directory.resolve(deviceId + ".pem"), directory.resolve(deviceId + ".key"));
        String name = "spiffe://toktra.local/org/" + orgId + "/device/" + deviceId;
        if (!usable(credential, name)) {
            issue(credential, name);
        }
        return credential;
    }

    private boolean usable(DeviceCredential credential, String name) throws IOException {
        if (!Files.exists(credential.certificate()) || !Files.exists(credential.key())) {
            return false;
        }
        try {
            if (!(readPem(credential.certificate()) instanceof X509CertificateHolder holder)) {
                return false;
            }
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            certificate.verify(
                    new JcaX509CertificateConverter().getCertificate(authority).getPublicKey());
            certificate.checkValidity(Date.from(clock.instant().plus(RESERVE)));
            return certificate.getSubjectAlternativeNames().stream()
                    .anyMatch(alternative -> name.equals(alternative.get(1)));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void issue(DeviceCredential credential, String name) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X509CertificateHolder certificate = sign(pair, name);
            write(credential.key(), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
            write(credential.certificate(), pem(certificate) + pem(authority));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IOException("no certificate could be issued for " + name + ": " + e.getMessage(), e);
        }
    }

    private X509CertificateHolder sign(KeyPair pair, String name)
            throws IOException, GeneralSecurityException, OperatorException {
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.getSubject(),
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(VALIDITY)),
                new X500Name("CN=" + name.substring(name.lastIndexOf('/') + 1)),
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, name)))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority));
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey));
    }

    private static void write(Path file, String pem) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, pem);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Object readPem(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: start the stack first, it makes the development authority");
        }
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            Object first = parser.readObject();
            if (first == null) {
                throw new IOException(file + " holds nothing in PEM form");
            }
            return first;
        }
    }

    private static String pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }
}
