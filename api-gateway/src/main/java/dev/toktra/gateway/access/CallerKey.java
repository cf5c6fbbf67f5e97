package dev.toktra.gateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The P-256 key that signs caller tokens; all replicas of the gateway share it. */
public final class CallerKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final ECPrivateKey privateKey;
    private final ECPublicKey publicKey;

    private CallerKey(ECPrivateKey privateKey, ECPublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Reads a PKCS#8 PEM file.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong with the file; never its content
     */
    public static CallerKey read(Path file) {
        byte[] encoded = decoded(file);
        try {
            if (!(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
                            instanceof ECPrivateKey key)
                    || !P256.holds(key)) {
                throw refused(file, "holds a key that is not on the curve P-256", null);
            }
            return new CallerKey(key, P256.publicKeyOf(key));
        } catch (GeneralSecurityException e) {
            throw refused(file, "holds no private key of the curve P-256", e);
        }
    }

    private static byte[] decoded(Path file) {
        String pem = text(file);
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw refused(file, "holds no PKCS#8 key between the lines " + BEGIN + " and " + END, null);
        }
        return Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw refused(file, "cannot be read", e);
        }
    }

    private static IllegalArgumentException refused(Path file, String what, @Nullable Exception cause) {
        return new IllegalArgumentException("toktra.caller-key-file: " + file + " " + what + ".", cause);
    }

    ECPrivateKey privateKey() {
        return privateKey;
    }

    ECPublicKey publicKey() {
        return publicKey;
    }
}
