package dev.toktra.reconciliation.providers.vertex;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toktra.reconciliation.providers.Access.VertexAccess;
import dev.toktra.reconciliation.providers.Failure;
import dev.toktra.reconciliation.providers.http.ProviderFault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** A service account's key file as a signed statement of who we are (RFC 7523, RS256); needs no library. */
final class ServiceAccountMapper {

    private static final String SCOPE = "https://www.googleapis.com/auth/monitoring.read";

    /** The longest that Google accepts. */
    private static final long SECONDS = 3600;

    private static final JsonMapper JSON = new JsonMapper();

    private ServiceAccountMapper() {}

    /** A statement that holds for an hour, for the configured token address whatever the file says. */
    static String assertion(VertexAccess access, Instant now) {
        try {
            JsonNode account = JSON.readTree(access.serviceAccount().reveal());
            String header = JsonNodeFactory.instance
                    .objectNode()
                    .put("alg", "RS256")
                    .put("typ", "JWT")
                    .put("kid", text(account, "private_key_id"))
                    .toString();
            String claims = JsonNodeFactory.instance
                    .objectNode()
                    .put("iss", text(account, "client_email"))
                    .put("scope", SCOPE)
                    .put("aud", access.token().toString())
                    .put("iat", now.getEpochSecond())
                    .put("exp", now.getEpochSecond() + SECONDS)
                    .toString();
            String signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + encoded(claims.getBytes(StandardCharsets.UTF_8));
            return signed + "." + encoded(signature(key(text(account, "private_key")), signed));
        } catch (JsonProcessingException | GeneralSecurityException | IllegalArgumentException quotesTheKey) {
            throw notAKey();
        }
    }

    private static byte[] signature(PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String text(JsonNode account, String name) {
        String text = account.path(name).asText("");
        if (text.isEmpty()) {
            throw notAKey();
        }
        return text;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProviderFault notAKey() {
        return ProviderFault.of(
                Failure.UNAUTHORIZED,
                "The credentials are not the JSON key file of a service account, with client_email, private_key_id and"
                        + " private_key. Make a new key and give the whole file.");
    }
}
