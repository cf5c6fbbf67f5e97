package dev.toktra.devstack.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a device holds: its certificate, its key, and the authority that it trusts. */
public record DeviceCredential(X509Certificate certificate, PrivateKey key, X509Certificate authority) {

    private static final char[] NO_PASSWORD = new char[0];

    @Override
    public String toString() {
        return "DeviceCredential[" + certificate.getSubjectX500Principal() + "]";
    }

    /** The certificate and the authority's, as a client sends them. */
    public String certificatePem() {
        return Pem.text(certificate) + Pem.text(authority);
    }

    public String keyPem() {
        return Pem.text(key);
    }

    /** For a client that shows this certificate. */
    public SSLContext sslContext() {
        try {
            KeyStore own = empty();
            own.setKeyEntry("device", key, NO_PASSWORD, new X509Certificate[] {certificate, authority});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(authority).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a client that trusts the authority and shows nothing. */
    public static SSLContext withoutCertificate(X509Certificate authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(authority).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManagerFactory trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
