package dev.toktra.agent.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A development authority with a server certificate for 127.0.0.1, as the launcher makes one. */
public record TestAuthority(Path directory) {

    public static TestAuthority in(Path directory) {
        try {
            Files.createDirectories(directory);
            KeyPair authority = keys();
            X500Name name = new X500Name("CN=Test device CA");
            X509CertificateHolder root = builder(name, name, authority)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
            KeyPair server = keys();
            X509CertificateHolder certificate = builder(name, new X500Name("CN=localhost"), server)
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
            write(directory.resolve("device-ca.pem"), root);
            write(directory.resolve("device-ca.key"), new JcaPKCS8Generator(authority.getPrivate(), null));
            write(directory.resolve("server.pem"), certificate);
            write(directory.resolve("server.key"), new JcaPKCS8Generator(server.getPrivate(), null));
            return new TestAuthority(directory);
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path trust() {
        return directory.resolve("device-ca.pem");
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys) {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        Instant end = Instant.parse("2120-01-01T00:00:00Z");
        BigInteger serial = BigInteger.valueOf(System.nanoTime());
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(start), Date.from(end), subject, keys.getPublic());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static void write(Path file, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        Files.writeString(file, text.toString());
    }
}
