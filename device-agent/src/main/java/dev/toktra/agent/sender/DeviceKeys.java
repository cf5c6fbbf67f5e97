package dev.toktra.agent.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A device's key as TLS asks for it. A key store would protect the key in memory by a password with ten thousand rounds
 * of hashing: with a client for each device of a fleet that cost more than all of its requests.
 */
final class DeviceKeys extends X509ExtendedKeyManager {

    private static final String ALIAS = "device";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private DeviceKeys(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    static DeviceKeys of(DeviceCredential credential) {
        try (InputStream pem = Files.newInputStream(credential.certificate())) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalArgumentException(credential.certificate() + " holds no certificate");
            }
            String text = Files.readString(credential.key()).replaceAll("-----[^-]+-----", "");
            PKCS8EncodedKeySpec pkcs8 =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
            String algorithm = chain.get(0).getPublicKey().getAlgorithm();
            return new DeviceKeys(chain, KeyFactory.getInstance(algorithm).generatePrivate(pkcs8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no certificate and PKCS#8 key in " + credential, e);
        }
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public @Nullable String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }
}
