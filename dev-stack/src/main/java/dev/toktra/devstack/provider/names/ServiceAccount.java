package dev.toktra.devstack.provider.names;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A Google service account with its RSA key, both halves in base64. */
public record ServiceAccount(String clientEmail, String privateKeyId, String privateKey, String publicKey) {

    /** The one of this process; making an RSA key takes a while. */
    static ServiceAccount generated() {
        return Once.ACCOUNT;
    }

    private static final class Once {
        static final ServiceAccount ACCOUNT = make();
    }

    private static ServiceAccount make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ServiceAccount(
                    "reader@simulated.iam.gserviceaccount.com",
                    "simulated-key-1",
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as the downloaded JSON file has it. */
    public String privateKeyPem() {
        return "-----BEGIN PRIVATE KEY-----\n" + privateKey.replaceAll("(.{64})(?=.)", "$1\n")
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Whether this account signed the text with RS256. */
    public boolean signed(String text, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return clientEmail;
    }
}
